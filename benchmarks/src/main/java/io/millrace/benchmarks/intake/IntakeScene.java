package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Scratch;
import io.millrace.benchmarks.ledger.Cluster;
import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.intake.IntakeRate;
import io.millrace.topology.intake.IntakeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Where intake is measured: a broker on the disk of the repository, gone afterwards.
final class IntakeScene implements AutoCloseable {
    static final String COMPRESSION = "lz4";

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(50);
    private static final Duration DISCOVER_EVERY = Duration.ofSeconds(1);
    private static final int WORKERS = 2;
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final IntakePlan plan;
    private final Path folder;
    private final DataFolder data;
    private final EmbeddedBroker broker;
    private final Cluster cluster;
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final TopicSettings topics;

    private IntakeScene(IntakePlan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
        this.data = DataFolder.open(folder);
        this.broker = EmbeddedBroker.start(data, EmbeddedBroker.Options.onAnyPorts());
        this.cluster = new Cluster(broker.bootstrapServers());
        this.topics = new TopicSettings("", plan.partitions(), 1);
        topicAdmin().ensure(Topics.shared());
    }

    static IntakeScene open(IntakePlan plan) {
        return new IntakeScene(plan, Scratch.folder("intake-bench"));
    }

    IntakePlan plan() {
        return plan;
    }

    Cluster cluster() {
        return cluster;
    }

    TopicSettings topics() {
        return topics;
    }

    static double secondsSince(long startedNanos) {
        return (System.nanoTime() - startedNanos) / NANOS_PER_SECOND;
    }

    SchemaRegistry registry() {
        return registry;
    }

    /// A folder for an application's files.
    Path folder(String name) {
        return folder.resolve(name);
    }

    TopicAdmin topicAdmin() {
        return new TopicAdmin(cluster.admin(), topics, TIMEOUT);
    }

    /// How intake runs, and the raw copy too as far as it concerns its clients.
    IntakeSettings settings(IntakeRate rate) {
        return new IntakeSettings(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                topics,
                "bench",
                false,
                WORKERS,
                COMMIT_EVERY,
                DISCOVER_EVERY,
                IntakeSettings.RECORD_BYTES_MAX,
                rate);
    }

    @Override
    public void close() {
        cluster.close();
        try {
            broker.close();
        } finally {
            data.close();
            Scratch.delete(folder);
        }
    }
}
