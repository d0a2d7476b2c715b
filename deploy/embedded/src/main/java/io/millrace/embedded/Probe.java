package io.millrace.embedded;

import io.millrace.ledger.HealthCheck;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Subjects;
import io.millrace.topology.RunningStreams.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/// Looks whether one of the parts answers.
record Probe(String name, Set<Question> questions, Supplier<Health> look) implements HealthCheck {
    private static final int PATIENCE_SECONDS = 2;
    private static final DescribeClusterOptions NO_LONGER =
            new DescribeClusterOptions().timeoutMs(Math.toIntExact(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
    private static final int BEHIND_SECONDS = 10;
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
    /// @param progress how far it is in reading its state back, if it does
    static Probe application(String name, Supplier<Status> status, Supplier<Optional<String>> progress) {
        String words = "The " + name.replace('-', ' ');
        return new Probe(name, READY, () -> health(words, status.get(), progress.get()));
    }

    /// Down once an application has given up, which only a new process mends.
    static Probe alive(List<Supplier<Status>> applications) {
        return new Probe(
                "applications",
                Set.of(Question.LIVE),
                () -> applications.stream()
                        .map(Supplier::get)
                        .filter(Status.Failed.class::isInstance)
                        .map(Status.Failed.class::cast)
                        .findFirst()
                        .<Health>map(failed -> new Health.Down("An application gave up: " + failed.cause()
                                + " Start Millrace again; the log says more."))
                        .orElseGet(Health.Up::new));
    }

    /// Up from when each application took in records for the first time.
    static Probe started(List<Supplier<Status>> applications) {
        Set<Supplier<Status>> waiting = ConcurrentHashMap.newKeySet();
        waiting.addAll(applications);
        return new Probe("start", Set.of(Question.STARTED), () -> {
            waiting.removeIf(status -> status.get() instanceof Status.Running);
            return waiting.isEmpty()
                    ? new Health.Up()
                    : new Health.Down(waiting.size() + " of " + applications.size()
                            + " applications have not taken in records yet. /observe/health/ready says what each of"
                            + " them waits for; give it time while one reads its state back.");
        });
    }

    /// Whether outcomes are heard soon enough for those who wait for them.
    ///
    /// @param records how many have not been heard
    /// @param time for how long there have been such
    static Probe outcomes(LongSupplier records, Supplier<Duration> time) {
        return new Probe("outcomes", READY, () -> {
            long seconds = time.get().toSeconds();
            return seconds < BEHIND_SECONDS
                    ? new Health.Up()
                    : new Health.Down("The outcomes hub has not caught up for " + seconds + " s, " + records.getAsLong()
                            + " outcomes wait: reservations and ?wait=posted may not be answered in time. If it lasts, this node has"
                            + " too little processor time, or Kafka is slow: see millrace_outcomes_behind_records and"
                            + " outcomes-hub in the log.");
        });
    }

    private static Health health(String name, Status status, Optional<String> progress) {
        return switch (status) {
            case Status.Running _ -> new Health.Up();
            case Status.Starting(var lastFailure) ->
                new Health.Down(name + " is starting: "
                        + progress.map(far -> far + ". Wait; nothing is lost, and it goes on by itself.")
                                .orElse("Kafka is sharing its partitions out, which takes seconds. If it lasts, look"
                                        + " whether the broker answers and whether other nodes come and go.")
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
        return new Health.Down("The broker does not answer within " + PATIENCE_SECONDS
                + " s. Look whether it runs, and whether kafka.bootstrap.servers is right. What was acknowledged is safe;"
                + " nothing more is taken in until it answers.");
    }

    private static Health postgresHealth(DatabaseAccess database) {
        try (Connection connection = database.connect()) {
            return connection.isValid(PATIENCE_SECONDS)
                    ? new Health.Up()
                    : new Health.Down("PostgreSQL does not answer within " + PATIENCE_SECONDS
                            + " s. Look whether it runs, and whether postgres.url is right.");
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
