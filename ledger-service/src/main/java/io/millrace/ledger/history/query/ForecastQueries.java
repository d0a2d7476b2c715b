package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.domain.TenantId;
import io.millrace.ledger.database.TenantTransactions;
import io.millrace.ledger.database.Work;
import io.millrace.ledger.http.ProblemException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What PostgreSQL knows of forecasts and of the demand they learn from. Each answer is of one moment, of one tenant,
/// and takes no longer than it may.
public final class ForecastQueries {
    private static final String CANCELLED = "57014";
    private static final int FETCH_ROWS = 5_000;
    private static final String PAST = """
            select data_up_to, made_at, run_id, method, method_version, version, data_version, first_day,
                mean, q50, q90, q95, q99
            from forecast where location_id = ? and item_id = ?""";
    private static final String CAME = """
            select greatest(units - returns, 0), complete from demand_day
            where location_id = ? and item_id = ? and business_date = ?""";

    private final TenantTransactions transactions;
    private final Duration patience;

    /// @param patience how long a question may take
    public ForecastQueries(TenantTransactions transactions, Duration patience) {
        this.transactions = transactions;
        this.patience = patience;
    }

    /// Which forecasts of a series.
    ///
    /// @param day only those that say something of this day
    /// @param asOf only those that were made on this day or before
    /// @param after those that come after one, the newest first
    record PastQuestion(
            LocationId location,
            Sku item,
            Optional<LocalDate> day,
            Optional<LocalDate> asOf,
            Optional<PastRows.After> after) {}

    /// Groups of scores.
    ///
    /// @return one more than the limit if there are more
    List<ObjectNode> accuracy(TenantId tenant, AccuracyQuestion question, int limit) throws SQLException {
        return patiently(tenant, connection -> {
            try (PreparedStatement query = question.prepare(connection, limit + 1)) {
                return HistoryQueries.list(query, row -> AccuracyRows.group(row, question.by()));
            }
        });
    }

    /// Forecasts of a series that were served, the newest first.
    ///
    /// @return one more than the limit if there are more
    List<ObjectNode> past(TenantId tenant, PastQuestion question, int limit) throws SQLException {
        Query query =
                new Query(PAST, question.location().value(), question.item().value());
        question.day()
                .ifPresent(day -> query.then(
                        " and data_up_to < ? and ? between first_day and first_day + cardinality(mean) - 1", day, day));
        query.and(
                "made_at < ?",
                question.asOf(),
                last -> last.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        question.after()
                .ifPresent(last -> query.then(
                        " and (data_up_to, made_at) < (?, ?)", last.dataUpTo(), HistoryQueries.at(last.madeAt())));
        query.then(" order by data_up_to desc, made_at desc limit ?", limit + 1);
        return patiently(tenant, connection -> {
            try (PreparedStatement prepared = query.prepare(connection)) {
                return HistoryQueries.list(prepared, row -> PastRows.forecast(row, question.day()));
            }
        });
    }

    /// What came on a day that has closed, if anything was written of it.
    Optional<Double> came(TenantId tenant, LocationId location, Sku item, LocalDate day) throws SQLException {
        return patiently(tenant, connection -> {
            try (PreparedStatement query = new Query(CAME, location.value(), item.value(), day).prepare(connection);
                    ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(2) ? Optional.of(rows.getDouble(1)) : Optional.empty();
            }
        });
    }

    /// Takes a row.
    @FunctionalInterface
    interface Taker {
        void take(ResultSet row) throws SQLException, IOException;
    }

    /// What a reader of rows could not write.
    static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GoneException(IOException cause) {
            super("the client has gone", cause);
        }
    }

    /// The closed days of some series, one after the other, however many there are.
    void demand(TenantId tenant, DemandExport.Question question, Taker taker) throws SQLException, IOException {
        try {
            long taken = transactions.read(tenant, connection -> {
                try (PreparedStatement query = question.prepare(connection)) {
                    query.setFetchSize(FETCH_ROWS);
                    return taken(query, taker);
                }
            });
            DemandExport.LOG.debug("{} days were exported", taken);
        } catch (GoneException gone) {
            throw new IOException("the client has gone", gone);
        }
    }

    private static long taken(PreparedStatement query, Taker taker) throws SQLException {
        long count = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                taker.take(rows);
                count++;
            }
        } catch (IOException gone) {
            throw new GoneException(gone);
        }
        return count;
    }

    /// What takes too long is refused with what to do about it, rather than left to wear the database out.
    private <T> T patiently(TenantId tenant, Work<T> work) throws SQLException {
        try {
            return transactions.read(tenant, connection -> {
                try (Statement limit = connection.createStatement()) {
                    limit.execute("set local statement_timeout = " + patience.toMillis());
                }
                return work.on(connection);
            });
        } catch (SQLException failed) {
            if (CANCELLED.equals(failed.getSQLState())) {
                throw ProblemException.invalid(
                        "from",
                        "so many scores take longer than " + patience.toSeconds() + " s; ask for fewer days, name a"
                                + " location or an item, or say coverage=false");
            }
            throw failed;
        }
    }
}
