package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import io.millrace.benchmarks.ledger.Cluster;
import io.millrace.benchmarks.ledger.Feed;
import io.millrace.domain.TenantId;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RunningStreams.Status;
import io.millrace.topology.intake.Intake;
import io.millrace.topology.intake.IntakeRate;
import io.millrace.topology.intake.IntakeSettings;
import java.util.List;

/// Intake beside a raw copy of the same records from topic to topic.
final class CopyFigures implements FigureGroup {
    private static final String TENANT = "acme";
    private static final String COPY_FROM = "copy.from";
    private static final String COPY_TO = "copy.to";

    private final Samples intakeLines = new Samples();
    private final Samples copiedLines = new Samples();

    @Override
    public void measure(IntakeScene scene, Report report) {
        Cluster cluster = scene.cluster();
        String tenants = Topics.salesOf(TenantId.of(TENANT)).name();
        scene.topicAdmin().ensure(Topics.ofTenant(TenantId.of(TENANT)));
        cluster.createTopic(COPY_FROM, scene.plan().partitions());
        cluster.createTopic(COPY_TO, scene.plan().partitions());
        Baskets baskets = new Baskets(TENANT, scene.plan().partitions(), scene.registry());
        IntakeSettings settings = scene.settings(IntakeRate.UNLIMITED);
        try (Feed feed = new Feed(cluster.bootstrapServers(), IntakeScene.COMPRESSION);
                Intake intake = Intake.start(settings, scene.registry());
                RawCopy copy = new RawCopy(settings, COPY_FROM, COPY_TO)) {
            for (int round = 0; round <= scene.plan().rounds(); round++) {
                intake.pause();
                copy.pause();
                fill(feed, baskets, tenants, scene.plan().recordsPerRound());
                double taken = rate(scene, settings.group(), tenants, intake::resume, () -> requireRunning(intake));
                fill(feed, baskets, COPY_FROM, scene.plan().recordsPerRound());
                double copied = rate(scene, RawCopy.GROUP, COPY_FROM, copy::resume, copy::requireHealthy);
                if (round > 0) {
                    intakeLines.add(taken);
                    copiedLines.add(copied);
                }
            }
        }
        report.line("Sales of " + Baskets.LINES + " lines from " + scene.plan().partitions()
                        + " partitions to as many, "
                        + settings.workers() + " workers, a commit every "
                        + settings.commitEvery().toMillis() + " ms; both sides with the same clients.")
                .figure("lines_per_s", intakeLines, "lines/s")
                .figure("copy_lines_per_s", copiedLines, "lines/s")
                .figure("ratio_vs_copy", intakeLines.over(copiedLines), "times");
    }

    private static void requireRunning(Intake intake) {
        if (intake.status() instanceof Status.Starting(var failure) && failure.isPresent()) {
            throw new IllegalStateException("intake broke: " + failure.get());
        }
    }

    private static void fill(Feed feed, Baskets baskets, String topic, int records) {
        for (int record = 0; record < records; record++) {
            feed.send(baskets.next(topic));
        }
        feed.flush();
    }

    private static double rate(IntakeScene scene, String group, String topic, Runnable resume, Runnable check) {
        var ends = scene.cluster().ends(List.of(topic));
        long started = System.nanoTime();
        resume.run();
        scene.cluster().awaitCommitted(group, ends, check);
        return scene.plan().recordsPerRound() * Baskets.LINES / IntakeScene.secondsSince(started);
    }
}
