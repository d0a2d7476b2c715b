package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Latencies;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.ledger.Feed;
import io.millrace.domain.TenantId;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RunningStreams.Status;
import io.millrace.topology.intake.Intake;
import io.millrace.topology.intake.IntakeRate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long a quiet tenant's records take while another sends as much as it can.
final class FloodFigures implements FigureGroup {
    private static final TenantId QUIET = TenantId.of("quiet");
    private static final TenantId FLOODER = TenantId.of("flooder");
    private static final long POLL_NANOS = 2_000_000;
    private static final long LONGEST_START_NANOS = TimeUnit.MINUTES.toNanos(1);

    @Override
    public void measure(IntakeScene scene, Report report) {
        scene.topicAdmin().ensure(Topics.ofTenant(QUIET));
        scene.topicAdmin().ensure(Topics.ofTenant(FLOODER));
        IntakePlan plan = scene.plan();
        IntakeRate limited = new IntakeRate(0, plan.floodLimit());
        Latencies warmUp = delays(scene, limited, 0);
        Latencies alone = delays(scene, limited, 0);
        Latencies flooded = delays(scene, limited, plan.backlog());
        Latencies unlimited = delays(scene, IntakeRate.UNLIMITED, plan.backlog());
        report.line("A quiet tenant sends " + plan.quietPerSecond() + " records/s, " + alone.count() + " in all (after "
                + warmUp.count()
                + " that do not count). Due to be produced -> seen by a read_committed reader, alone:");
        alone.histogram().forEach(report::line);
        report.line("While another tenant with " + plan.backlog() + " records waiting may send " + plan.floodLimit()
                + " records/s:");
        flooded.histogram().forEach(report::line);
        report.line("While such a tenant may send as much as it can:");
        unlimited.histogram().forEach(report::line);
        report.figure("quiet_p99_ms", alone.percentileMillis(0.99), "ms")
                .figure("quiet_in_flood_p99_ms", flooded.percentileMillis(0.99), "ms")
                .figure("quiet_in_unlimited_flood_p99_ms", unlimited.percentileMillis(0.99), "ms");
    }

    private static Latencies delays(IntakeScene scene, IntakeRate rate, int backlog) {
        Intake intake = Intake.start(scene.settings(rate), scene.registry());
        try (intake;
                Feed feed = new Feed(scene.cluster().bootstrapServers(), IntakeScene.COMPRESSION)) {
            intake.pause();
            awaitRunning(intake);
            Baskets flood = new Baskets(FLOODER.value(), scene.plan().partitions(), scene.registry());
            String topic = Topics.salesOf(FLOODER).name();
            for (int record = 0; record < backlog; record++) {
                feed.send(flood.next(topic));
            }
            feed.flush();
            return QuietTenant.delays(scene, QUIET, intake::resume);
        } finally {
            drain(scene);
        }
    }

    private static void awaitRunning(Intake intake) {
        long started = System.nanoTime();
        while (!(intake.status() instanceof Status.Running)) {
            if (System.nanoTime() - started > LONGEST_START_NANOS) {
                throw new IllegalStateException("intake does not run: " + intake.status());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /// What is left of a flood would fall into the next measurement.
    private static void drain(IntakeScene scene) {
        var settings = scene.settings(IntakeRate.UNLIMITED);
        try (Intake _ = Intake.start(settings, scene.registry())) {
            scene.cluster()
                    .awaitCommitted(
                            settings.group(),
                            scene.cluster().ends(List.of(Topics.salesOf(FLOODER).name())),
                            () -> {});
        }
    }
}
