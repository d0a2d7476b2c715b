package io.millrace.ledger.history.sink;

import io.millrace.ledger.database.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what has been kept long enough out of the database, once at the start and then every so often.
///
/// Months of the journal are taken out of sight, and their tables stay for an operator to archive; what is over in the
/// audit, and of forecasts, is gone.
public final class HistoryRetention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRetention.class);

    private final HistoryWriter writer;
    private final Transactions transactions;
    private final Terms terms;
    private final InstantSource clock;
    private final Duration every;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("history-retention").unstarted(this::run);

    /// For how long something is kept.
    ///
    /// @param journalMonths the journal; 0 for ever
    /// @param forecastMonths forecasts and how they turned out
    /// @param auditMonths the audit, where a tenant has no other
    public record Terms(int journalMonths, int forecastMonths, int auditMonths) {
        public Terms {
            if (journalMonths < 0 || forecastMonths < 1 || auditMonths < 1) {
                throw new IllegalArgumentException("the journal is kept for 0 months (for ever) or more, forecasts and"
                        + " the audit for 1 or more; these are " + journalMonths + ", " + forecastMonths + " and "
                        + auditMonths);
            }
        }

        /// The day before which whole months of the journal are over, if ever any is.
        Optional<LocalDate> journalBefore(LocalDate today) {
            return journalMonths == 0 ? Optional.empty() : Optional.of(today.minusMonths(journalMonths));
        }
    }

    private HistoryRetention(DataSource sink, Terms terms, InstantSource clock, Duration every) {
        this.writer = new HistoryWriter(sink);
        this.transactions = new Transactions(sink);
        this.terms = terms;
        this.clock = clock;
        this.every = every;
    }

    /// Takes out what is over until closed.
    ///
    /// @param sink connections of the sink's role
    public static HistoryRetention start(DataSource sink, Terms terms, InstantSource clock, Duration every) {
        HistoryRetention retention = new HistoryRetention(sink, terms, clock, every);
        retention.thread.start();
        return retention;
    }

    private void run() {
        try {
            do {
                try {
                    forget();
                } catch (SQLException away) {
                    LOG.warn("What is over can't be taken out of the database now: {}", away.getMessage());
                }
            } while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Optional<LocalDate> before = terms.journalBefore(now.toLocalDate());
        if (before.isPresent()) {
            int detached = writer.detach(before.get());
            LOG.info("{} months of the journal before {} are detached", detached, before.get());
        }
        LocalDate forecastsBefore = now.toLocalDate().minusMonths(terms.forecastMonths());
        int forgotten = writer.forgetForecasts(forecastsBefore);
        LOG.info("{} months of forecasts and of how they turned out are over", forgotten);
        int dropped = transactions.run(connection -> {
            try (PreparedStatement forget = connection.prepareStatement("select audit_forget(?, ?)")) {
                forget.setInt(1, terms.auditMonths());
                forget.setObject(2, now);
                return HistoryWriter.number(forget);
            }
        });
        LOG.info("{} months of the audit are over", dropped);
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
