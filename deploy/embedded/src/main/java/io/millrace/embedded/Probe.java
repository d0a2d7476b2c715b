package io.millrace.embedded;

import io.millrace.ledger.HealthCheck;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Subjects;
import io.millrace.topology.RunningStreams.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/// Looks whether one of the parts answers.
record Probe(String name, Set<Question> questions, Supplier<Health> look) implements HealthCheck {
    private static final int PATIENCE_SECONDS = 2;
    private static final DescribeClusterOptions NO_LONGER =
            new DescribeClusterOptions().timeoutMs(Math.toIntExact(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
    private static final Set<Question> READY = Set.of(Question.READY);

    /// Up as soon as it can be asked.
    static Probe process() {
        return new Probe("process", Set.of(Question.LIVE, Question.STARTED), Health.Up::new);
    }

    static Probe kafka(Admin admin) {
        return new Probe("kafka", READY, () -> kafkaHealth(admin));
    }

    static Probe postgres(DatabaseAccess database) {
        return new Probe("postgres", READY, () -> postgresHealth(database));
    }

    static Probe registry(SchemaRegistry registry, String topicPrefix) {
        String subject = Subjects.ofValue(topicPrefix + Topics.SALES.name());
        return new Probe("registry", READY, () -> registryHealth(registry, subject));
    }

    /// How a streams application is.
    ///
    /// @param name of the probe, such as `stock-ledger`
    static Probe application(String name, Supplier<Status> status) {
        String words = "The " + name.replace('-', ' ');
        return new Probe(name, READY, () -> health(words, status.get()));
    }

    private static Health health(String name, Status status) {
        return switch (status) {
            case Status.Running _ -> new Health.Up();
            case Status.Starting(var lastFailure) ->
                new Health.Down(name + " is starting: it takes over its partitions."
                        + lastFailure
                                .map(cause -> " It failed before: " + cause)
                                .orElse(""));
            case Status.Stopped _ -> new Health.Down(name + " is stopped.");
            case Status.Failed(String cause) ->
                new Health.Down(name + " failed: " + cause + " Start Millrace again; the log says more.");
        };
    }

    @Override
    public Health check() {
        return look.get();
    }

    private static Health kafkaHealth(Admin admin) {
        try {
            admin.describeCluster(NO_LONGER).nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Health.Up();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                return silentBroker();
            }
            return new Health.Down(
                    "The broker cannot be asked: " + failed.getCause().getMessage());
        } catch (TimeoutException silent) {
            return silentBroker();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Health.Down("The service is stopping.");
        }
    }

    private static Health silentBroker() {
        return new Health.Down("The broker does not answer within " + PATIENCE_SECONDS + " s.");
    }

    private static Health postgresHealth(DatabaseAccess database) {
        try (Connection connection = database.connect()) {
            return connection.isValid(PATIENCE_SECONDS)
                    ? new Health.Up()
                    : new Health.Down("PostgreSQL does not answer within " + PATIENCE_SECONDS + " s.");
        } catch (SQLException failed) {
            return new Health.Down("PostgreSQL cannot be asked: " + failed.getMessage());
        }
    }

    private static Health registryHealth(SchemaRegistry registry, String subject) {
        try {
            return registry.latest(subject).isPresent()
                    ? new Health.Up()
                    : new Health.Down("The registry does not know the subject " + subject + " any more.");
        } catch (SchemaRegistryException failed) {
            return new Health.Down("The registry cannot be asked: " + failed.getMessage());
        }
    }
}
