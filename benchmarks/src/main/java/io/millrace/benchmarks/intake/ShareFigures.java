package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import io.millrace.benchmarks.ledger.Cluster;
import io.millrace.benchmarks.ledger.Feed;
import io.millrace.domain.LaneKey;
import io.millrace.domain.TenantId;
import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.RunningStreams.Status;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.demand.DemandApplication;
import io.millrace.topology.demand.DemandTopology;
import io.millrace.topology.intake.Intake;
import io.millrace.topology.intake.IntakeRate;
import io.millrace.topology.intake.IntakeSettings;
import io.millrace.topology.stock.StockApplication;
import io.millrace.topology.stock.StockTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The ledger alone, on sales that name their items; and the whole way: sales with codes and units through a tenant's
/// topic, intake and the ledger, while demand is made of its journal, all on the same two cores.
final class ShareFigures implements FigureGroup {
    private static final Topic<LaneKey, TillEvent> TENANTS = Topics.salesOf(TenantId.of("acme"));
    private static final int THREADS = 2;
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long POLL_NANOS = 5_000_000;
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Samples alone = new Samples();
    private final Samples among = new Samples();
    private final Samples toDemand = new Samples();

    @Override
    public void measure(IntakeScene scene, Report report) {
        scene.topicAdmin().ensure(Topics.ofTenant(TenantId.of("acme")));
        SaleBaskets baskets = new SaleBaskets(scene.plan().partitions(), scene.registry());
        IntakeSettings settings = scene.settings(IntakeRate.UNLIMITED);
        try (Feed feed = new Feed(scene.cluster().bootstrapServers(), IntakeScene.COMPRESSION)) {
            baskets.catalogue().forEach(feed::send);
            feed.flush();
            int partitions = scene.plan().partitions();
            try (RunningStreams ledger =
                            StockApplication.start(streams(scene, "ledger"), "", partitions, scene.registry());
                    RunningStreams demand =
                            DemandApplication.start(streams(scene, "demand"), "", partitions, scene.registry());
                    Intake intake = Intake.start(settings, scene.registry())) {
                awaitRunning(ledger, demand);
                Way way = new Way(scene, feed, baskets, ledger, demand, intake, settings.group());
                for (int round = 0; round <= scene.plan().shareRounds(); round++) {
                    way.alone(round > 0);
                    way.among(round > 0);
                }
            }
        }
        report.line("The ledger alone, and with intake before it, codes and units in every line, and demand behind it; "
                        + scene.plan().salesPerRound() + " sales of " + SaleBaskets.LINES + " lines a round.")
                .figure("ledger_lines_per_s", alone, "lines/s")
                .figure("ledger_among_lines_per_s", among, "lines/s")
                .figure("whole_way_lines_per_s", toDemand, "lines/s")
                .figure("ledger_share", among.over(alone), "times");
    }

    private static StreamsSettings streams(IntakeScene scene, String name) {
        return new StreamsSettings(
                Map.of("bootstrap.servers", scene.cluster().bootstrapServers()),
                scene.folder("streams-" + name),
                "",
                THREADS,
                0,
                COMMIT_EVERY);
    }

    private static void awaitRunning(RunningStreams... applications) {
        long started = System.nanoTime();
        for (RunningStreams application : applications) {
            while (!application.isRunning()) {
                if (System.nanoTime() - started > PATIENCE.toNanos()) {
                    throw new IllegalStateException("an application is " + application.status() + " after a minute");
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /// The applications, and what goes through them.
    private final class Way {
        private final IntakeScene scene;
        private final Feed feed;
        private final SaleBaskets baskets;
        private final RunningStreams ledger;
        private final RunningStreams demand;
        private final Intake intake;
        private final String intakeGroup;

        Way(
                IntakeScene scene,
                Feed feed,
                SaleBaskets baskets,
                RunningStreams ledger,
                RunningStreams demand,
                Intake intake,
                String intakeGroup) {
            this.scene = scene;
            this.feed = feed;
            this.baskets = baskets;
            this.ledger = ledger;
            this.demand = demand;
            this.intake = intake;
            this.intakeGroup = intakeGroup;
        }

        void alone(boolean counts) {
            fill(Topics.SALES, false);
            long started = System.nanoTime();
            ledger.streams().resume();
            awaitLedger();
            add(alone, started, counts);
            demand.streams().resume();
            awaitDemand();
        }

        void among(boolean counts) {
            fill(TENANTS, true);
            long started = System.nanoTime();
            ledger.streams().resume();
            demand.streams().resume();
            intake.resume();
            var ends = cluster().ends(List.of(TENANTS.name()));
            cluster().awaitCommitted(intakeGroup, ends, this::requireHealthy);
            awaitLedger();
            add(among, started, counts);
            awaitDemand();
            add(toDemand, started, counts);
        }

        private void fill(Topic<LaneKey, TillEvent> topic, boolean byCode) {
            intake.pause();
            ledger.streams().pause();
            demand.streams().pause();
            baskets.sales(topic, scene.plan().salesPerRound(), byCode).forEach(feed::send);
            feed.flush();
        }

        private void awaitLedger() {
            cluster()
                    .awaitCommitted(
                            StockTopology.APPLICATION,
                            cluster().ends(List.of(Topics.SALES.name())),
                            this::requireHealthy);
        }

        private void awaitDemand() {
            cluster()
                    .awaitCommitted(
                            DemandTopology.APPLICATION,
                            cluster().ends(List.of(Topics.JOURNAL.name())),
                            this::requireHealthy);
        }

        private Cluster cluster() {
            return scene.cluster();
        }

        private void requireHealthy() {
            for (Status status : List.of(ledger.status(), demand.status(), intake.status())) {
                if (status instanceof Status.Failed(String cause)) {
                    throw new IllegalStateException("an application broke: " + cause);
                }
            }
        }

        private void add(Samples samples, long startedNanos, boolean counts) {
            if (counts) {
                double seconds = (System.nanoTime() - startedNanos) / NANOS_PER_SECOND;
                samples.add(scene.plan().salesPerRound() * SaleBaskets.LINES / seconds);
            }
        }
    }
}
