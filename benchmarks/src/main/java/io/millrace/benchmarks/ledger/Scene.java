package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.kit.Scratch;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.platform.EmbeddedPlatform;
import io.millrace.platform.EmbeddedPostgres;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import java.nio.file.Path;
import java.time.Instant;

/// Where everything is measured: one broker and one database on one disk, gone afterwards.
final class Scene implements AutoCloseable {
    private static final long SEED = 20_261_121;

    private final Plan plan;
    private final Path folder;
    private final EmbeddedPlatform platform;
    private final Cluster cluster;
    private final StreamsSettings settings;
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final Instant now = Instant.now();
    private final Thread onInterruption;

    private Scene(Plan plan, StreamsSettings settings, Path folder, EmbeddedPlatform platform) {
        this.plan = plan;
        this.settings = settings;
        this.folder = folder;
        this.platform = platform;
        this.cluster = new Cluster(platform.broker().bootstrapServers());
        this.onInterruption = new Thread(() -> end(platform, folder), "ledger-bench-end");
        Runtime.getRuntime().addShutdownHook(onInterruption); // The database would outlive an interrupted bench.
    }

    static Scene open(Plan plan, StreamsSettings settings) {
        Path folder = Scratch.folder("ledger-bench");
        boolean ready = false;
        try {
            EmbeddedPostgres.Options postgres = EmbeddedPostgres.Options.onAnyPort()
                    .withBinariesCache(Scratch.target().resolve("postgres"))
                    .tunedTo(PostgresTuning.SETTINGS);
            EmbeddedPlatform platform = EmbeddedPlatform.start(
                    EmbeddedPlatform.Options.of(folder, EmbeddedBroker.Options.onAnyPorts(), postgres));
            ready = true;
            return new Scene(plan, settings, folder, platform);
        } finally {
            if (!ready) {
                Scratch.delete(folder);
            }
        }
    }

    Plan plan() {
        return plan;
    }

    StreamsSettings settings() {
        return settings;
    }

    Cluster cluster() {
        return cluster;
    }

    EmbeddedPostgres postgres() {
        return platform.postgres();
    }

    SchemaRegistry registry() {
        return registry;
    }

    Path folder() {
        return folder;
    }

    Path stateFolder(String application) {
        return folder.resolve("streams").resolve(application);
    }

    /// The same day for everybody who asks for shops of this shape.
    Workload workload(Shape shape) {
        return new Workload(shape, SEED, now);
    }

    BareStreamsPeer bareStreams() {
        return new BareStreamsPeer("bare", plan.shape(), settings, this);
    }

    PostgresPeer postgresLedger() {
        return new PostgresPeer(workload(plan.shape()), new Names(plan.shape(), 0), platform.postgres());
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onInterruption);
        cluster.close();
        end(platform, folder);
    }

    private static void end(EmbeddedPlatform platform, Path folder) {
        try {
            platform.close();
        } finally {
            Scratch.delete(folder);
        }
    }
}
