package io.millrace.platform.registry;

import io.millrace.platform.registry.SchemaLogException.Kind;
import io.millrace.platform.registry.SchemaLogWriter.Outcome;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// The state of the registry, kept in step with its log. Safe for several threads, and for several processes: what is
/// decided is written only if nobody else has written since the state was read.
final class SchemaLog implements AutoCloseable {
    private static final long FENCED_PAUSE_MILLIS_MAX = 100;
    private static final int FAILURES_MAX = 3;

    private final EmbeddedRegistryOptions options;
    private final Consumer<LogRecord> listener;
    private final RegistryState state = new RegistryState();
    private final SchemaLogReader reader;
    private final SchemaLogWriter writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final AtomicLong readsStarted = new AtomicLong();
    private long lastReadDone;
    private long lastReadFailed;
    private @Nullable SchemaLogException lastFailure;
    private long writtenUpTo;
    private boolean closed;

    /// What was decided, and the records that make it so; none if nothing changes.
    record Decision<T>(T result, List<LogRecord> records) {}

    /// @param listener hears of every record after the state has changed
    SchemaLog(EmbeddedRegistryOptions options, Consumer<LogRecord> listener) {
        this.options = options;
        this.listener = listener;
        this.reader = new SchemaLogReader(options);
        this.writer = new SchemaLogWriter(options);
    }

    /// Answers from a state that has everything that was written before the call.
    <T> T read(Function<RegistryState, T> query) {
        long startedBefore = readsStarted.get();
        lock.lock();
        try {
            requireOpen();
            // A read that began after this call came is as good as an own one: callers that queue up share it, and
            // share its failure, or else each would wait its own time for a broker that is away.
            if (lastFailure != null && lastReadFailed > startedBefore) {
                throw new SchemaLogException(lastFailure.kind(), lastFailure.getMessage(), lastFailure);
            }
            if (lastReadDone <= startedBefore) {
                catchUp();
            }
            return query.apply(state);
        } finally {
            lock.unlock();
        }
    }

    /// Decides, and writes what was decided; decides again on the newer state if another registry was faster.
    <T> T write(Function<RegistryState, Decision<T>> rule) {
        lock.lock();
        try {
            long deadline = System.nanoTime() + 3 * TimeUnit.MILLISECONDS.toNanos(options.timeoutMillis());
            int failures = 0;
            while (true) {
                requireOpen();
                catchUp();
                Decision<T> decision = rule.apply(state);
                if (decision.records().isEmpty()) {
                    return decision.result();
                }
                switch (append(decision.records())) {
                    case Outcome.Written written -> {
                        await(written);
                        return decision.result();
                    }
                    case Outcome.Fenced _ -> pauseUntil(deadline);
                    case Outcome.Failed failed -> {
                        failures++;
                        if (failures == FAILURES_MAX) {
                            throw failed.why();
                        }
                        pauseUntil(deadline);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Outcome append(List<LogRecord> records) {
        if (writer.isOpen()) {
            return writer.append(records);
        }
        // Others are kept out only from now on: the state must be read again before it can be relied on.
        writer.open();
        return new Outcome.Fenced();
    }

    /// The end of a transaction reaches the log a little after the commit. Nobody may miss it from now on, least of all
    /// the next decision, even if waiting for it fails here.
    private void await(Outcome.Written written) {
        writtenUpTo = written.offset() + 1;
        reader.catchUp(writtenUpTo, this::apply);
    }

    private void catchUp() {
        long number = readsStarted.incrementAndGet();
        try {
            reader.catchUp(writtenUpTo, this::apply);
            lastReadDone = number;
            lastFailure = null;
        } catch (SchemaLogException e) {
            lastReadFailed = number;
            lastFailure = e;
            throw e;
        }
    }

    private void apply(LogRecord record) {
        state.apply(record);
        listener.accept(record);
    }

    /// Registries that fence each other must not do so in step. Gives the lock away while it waits.
    private void pauseUntil(long deadline) {
        if (writer.isOpen()) {
            return;
        }
        if (System.nanoTime() > deadline) {
            throw new SchemaLogException(
                    Kind.UNAVAILABLE,
                    "other registries write to topic " + options.topic()
                            + " all the time, so that this one had no turn; try again");
        }
        long nanos = TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, FENCED_PAUSE_MILLIS_MAX));
        try {
            while (nanos > 0 && !closed) {
                nanos = closing.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            throw SchemaLogException.unavailable(
                    options.topic(), "wait for its turn to write to", new InterruptException(e));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new SchemaLogException(Kind.UNAVAILABLE, "the schema registry is closed; start it again");
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                closing.signalAll();
                writer.close();
                reader.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
