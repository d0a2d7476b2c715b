package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import io.millrace.benchmarks.ledger.Feed;
import io.millrace.domain.LaneKey;
import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RunningStreams.Status;
import io.millrace.topology.intake.Intake;
import io.millrace.topology.intake.IntakeRate;
import io.millrace.topology.intake.IntakeSettings;
import java.util.List;

/// The ledger alone, on sales that name their items; demand alone, on the journal of those; and the whole way: sales
/// with codes and units through a tenant's topic, intake and the ledger, while demand is made of its journal, all on
/// the same two cores.
final class ShareFigures implements FigureGroup {
    private static final Topic<LaneKey, TillEvent> TENANTS = Topics.salesOf(ShopRecords.TENANT);

    private final Samples alone = new Samples();
    private final Samples demandAlone = new Samples();
    private final Samples among = new Samples();
    private final Samples toDemand = new Samples();

    @Override
    public void measure(IntakeScene scene, Report report) {
        scene.topicAdmin().ensure(Topics.ofTenant(ShopRecords.TENANT));
        ShopRecords shops = new ShopRecords(scene.plan().partitions(), scene.registry());
        IntakeSettings settings = scene.settings(IntakeRate.UNLIMITED);
        try (Feed feed = new Feed(scene.cluster().bootstrapServers(), IntakeScene.COMPRESSION);
                LedgerAndDemand applications = LedgerAndDemand.start(scene, feed, shops);
                Intake intake = Intake.start(settings, scene.registry())) {
            Way way = new Way(scene, feed, shops, applications, intake, settings.group());
            for (int round = 0; round <= scene.plan().shareRounds(); round++) {
                way.alone(round > 0);
                way.among(round > 0);
            }
        }
        report.line(
                        "The ledger alone, demand alone, and the ledger with intake before it, codes and units in every line,"
                                + " and demand behind it; " + scene.plan().salesPerRound() + " sales of "
                                + ShopRecords.LINES
                                + " lines a round.")
                .figure("ledger_lines_per_s", alone, "lines/s")
                .figure("demand_lines_per_s", demandAlone, "lines/s")
                .figure("ledger_among_lines_per_s", among, "lines/s")
                .figure("whole_way_lines_per_s", toDemand, "lines/s")
                .figure("ledger_share", among.over(alone), "times");
    }

    /// The applications, and what goes through them.
    private final class Way {
        private final IntakeScene scene;
        private final Feed feed;
        private final ShopRecords shops;
        private final LedgerAndDemand applications;
        private final Intake intake;
        private final String intakeGroup;

        Way(
                IntakeScene scene,
                Feed feed,
                ShopRecords shops,
                LedgerAndDemand applications,
                Intake intake,
                String intakeGroup) {
            this.scene = scene;
            this.feed = feed;
            this.shops = shops;
            this.applications = applications;
            this.intake = intake;
            this.intakeGroup = intakeGroup;
        }

        void alone(boolean counts) {
            fill(Topics.SALES, false);
            long started = System.nanoTime();
            applications.resumeLedger();
            applications.awaitLedger();
            add(alone, started, counts);
            started = System.nanoTime();
            applications.resumeDemand();
            applications.awaitDemand();
            add(demandAlone, started, counts);
        }

        void among(boolean counts) {
            fill(TENANTS, true);
            long started = System.nanoTime();
            applications.resumeLedger();
            applications.resumeDemand();
            intake.resume();
            var ends = scene.cluster().ends(List.of(TENANTS.name()));
            scene.cluster().awaitCommitted(intakeGroup, ends, this::requireHealthy);
            applications.awaitLedger();
            add(among, started, counts);
            applications.awaitDemand();
            add(toDemand, started, counts);
        }

        private void fill(Topic<LaneKey, TillEvent> topic, boolean byCode) {
            intake.pause();
            applications.pause();
            shops.sales(topic, scene.plan().salesPerRound(), byCode).forEach(feed::send);
            feed.flush();
        }

        private void requireHealthy() {
            applications.requireHealthy();
            if (intake.status() instanceof Status.Failed(String cause)) {
                throw new IllegalStateException("intake broke: " + cause);
            }
        }

        private void add(Samples samples, long startedNanos, boolean counts) {
            if (counts) {
                samples.add(scene.plan().salesPerRound() * ShopRecords.LINES / IntakeScene.secondsSince(startedNanos));
            }
        }
    }
}
