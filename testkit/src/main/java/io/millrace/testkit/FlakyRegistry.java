package io.millrace.testkit;

import io.millrace.schemas.registry.RegisteredSchema;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;

/// A registry that can be unreachable for a while.
public final class FlakyRegistry implements SchemaRegistry {
    private final SchemaRegistry registry;
    private volatile boolean away;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    /// Reachable at first.
    public FlakyRegistry(SchemaRegistry registry) {
        this.registry = registry;
    }

    /// Answers nobody any more.
    public void goAway() {
        away = true;
    }

    /// Keeps everybody waiting who asks.
    public void goSilent() {
        silence = new CountDownLatch(1);
    }

    /// Answers again.
    public void comeBack() {
        away = false;
        silence.countDown();
    }

    private SchemaRegistry reached() {
        try {
            silence.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (away) {
            throw new SchemaRegistryException(Reason.UNAVAILABLE, "the registry does not answer");
        }
        return registry;
    }

    @Override
    public int register(String subject, Schema schema) {
        return reached().register(subject, schema);
    }

    @Override
    public Schema schemaById(int id) {
        return reached().schemaById(id);
    }

    @Override
    public Optional<RegisteredSchema> find(String subject, Schema schema) {
        return reached().find(subject, schema);
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return reached().latest(subject);
    }

    @Override
    public List<String> incompatibilities(String subject, Schema schema) {
        return reached().incompatibilities(subject, schema);
    }
}
