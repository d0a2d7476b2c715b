package io.millrace.ledger.forecasting;

import io.millrace.ledger.forecasting.OlderDemand.Day;
import io.millrace.ledger.live.TopicFollower;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads once what a topic has no more, on a thread of its own, and tries again while it can't be read.
final class Backfill implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final long TELL_DAYS = 1_000_000;

    private final Map<String, Object> connection;
    private final String topic;
    private final OlderDemand older;
    private final Consumer<Day> taker;
    private final Duration pause;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("demand-backfill").unstarted(this::run);
    private volatile State state = State.BACKFILLING;
    private volatile long days;

    /// How far it is.
    enum State {
        /// It reads for the first time; what it reads for has to wait.
        BACKFILLING,
        /// All there is was read.
        DONE,
        /// It can't be read. Nobody waits any more, and it tries again.
        AWAY
    }

    private Backfill(
            Map<String, Object> connection, String topic, OlderDemand older, Consumer<Day> taker, Duration pause) {
        this.connection = connection;
        this.topic = topic;
        this.older = older;
        this.taker = taker;
        this.pause = pause;
    }

    /// Reads until it has succeeded or is closed.
    ///
    /// @param pause between two attempts
    static Backfill start(
            Map<String, Object> connection, String topic, OlderDemand older, Consumer<Day> taker, Duration pause) {
        Backfill backfill = new Backfill(connection, topic, older, taker, pause);
        backfill.thread.start();
        return backfill;
    }

    private void run() {
        try {
            while (!read()) {
                if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (CancellationException ended) {
            LOG.debug("Closed before all was read", ended);
        }
    }

    private boolean read() {
        days = 0;
        try {
            older.read(TopicFollower.begins(connection, topic), this::take);
            state = State.DONE;
            LOG.info("{} closed days came from PostgreSQL that {} has no more", days, topic);
            return true;
        } catch (SQLException | KafkaException away) {
            if (state == State.BACKFILLING) {
                LOG.warn(
                        "Forecasts learn from what {} has, without older days that PostgreSQL may have: it can't be"
                                + " read ({}). That is tried again every {} s.",
                        topic,
                        away.getMessage(),
                        pause.toSeconds());
            }
            state = State.AWAY;
            return false;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread counts; others look.
    private void take(Day day) {
        if (stopped.getCount() == 0) {
            throw new CancellationException("closed");
        }
        taker.accept(day);
        days++;
        if (days % TELL_DAYS == 0) {
            LOG.info("{} closed days came from PostgreSQL so far", days);
        }
    }

    State state() {
        return state;
    }

    /// How many days it has read.
    long days() {
        return days;
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(ANSWER_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
