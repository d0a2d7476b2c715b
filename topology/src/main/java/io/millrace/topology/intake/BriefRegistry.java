package io.millrace.topology.intake;

import io.millrace.schemas.registry.RegisteredSchema;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;

/// Asks another registry for schemas, and does not wait for it for long: while one record's schema is looked for,
/// everybody else's records would wait, and the transaction they are in. What was asked for is still there when it is
/// asked for again. Safe for many threads.
final class BriefRegistry implements SchemaRegistry, AutoCloseable {
    private final SchemaRegistry registry;
    private final long patienceNanos;
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentMap<Integer, CompletableFuture<Schema>> asked = new ConcurrentHashMap<>();
    private volatile long silentUntilNanos = System.nanoTime();

    BriefRegistry(SchemaRegistry registry, Duration patience) {
        this.registry = registry;
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public Schema schemaById(int id) {
        CompletableFuture<Schema> answer = asked.computeIfAbsent(
                id, missing -> CompletableFuture.supplyAsync(() -> registry.schemaById(missing), asking));
        try {
            Schema schema = answer.get(waitNanos(), TimeUnit.NANOSECONDS);
            asked.remove(id, answer);
            return schema;
        } catch (ExecutionException failed) {
            asked.remove(id, answer);
            throw failed.getCause() instanceof SchemaRegistryException refused
                    ? refused
                    : new SchemaRegistryException(Reason.UNAVAILABLE, "schema " + id + " cannot be asked for", failed);
        } catch (TimeoutException silent) {
            silentUntilNanos = System.nanoTime() + patienceNanos;
            throw new SchemaRegistryException(
                    Reason.UNAVAILABLE, "it has not said yet what schema " + id + " is", silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException(
                    Reason.UNAVAILABLE, "interrupted while asking for schema " + id, interrupted);
        }
    }

    /// After it was silent, nobody waits for a while; an answer that is there counts.
    private long waitNanos() {
        return System.nanoTime() - silentUntilNanos < 0 ? 0 : patienceNanos;
    }

    @Override
    public int register(String subject, Schema schema) {
        return registry.register(subject, schema);
    }

    @Override
    public Optional<RegisteredSchema> find(String subject, Schema schema) {
        return registry.find(subject, schema);
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return registry.latest(subject);
    }

    @Override
    public List<String> incompatibilities(String subject, Schema schema) {
        return registry.incompatibilities(subject, schema);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
