package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Latencies;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;

/// The stock ledger at work on the day of many shops, beside bare Kafka Streams and a PostgreSQL ledger on the same
/// machine.
public final class LedgerBenchmark implements Benchmark {
    private static final double MILLION = 1e6;
    private static final String LINES_PER_SECOND = "lines/s";
    private static final String TIMES = "times";

    private final LedgerSubject subject;

    public LedgerBenchmark(LedgerSubject subject) {
        this.subject = subject;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String description() {
        return "lines of baskets posted, beside bare Kafka Streams and a PostgreSQL ledger";
    }

    @Override
    public Report run(Effort effort) {
        try (Scene scene = Scene.open(Plan.of(effort), StreamsSettings.best())) {
            Report report = new Report(name());
            describe(report, scene);
            measureAll(report, scene, subject);
            return report.figure(
                    "fdatasync_p50_ms",
                    FlushTime.medianMillis(scene.folder(), scene.plan().flushes()),
                    "ms");
        }
    }

    private static void describe(Report report, Scene scene) {
        Shape shape = scene.plan().shape();
        StreamsSettings settings = scene.settings();
        report.line(shape.positions() + " positions in " + shape.locations() + " locations; baskets of "
                        + Shape.LINES_PER_BASKET + " lines, Zipf over the items, 1 % returned lines, 1 % exact repeats,"
                        + " 0.5 % late, a count every " + Workload.LINES_PER_COUNT + " lines.")
                .line("Streams, the ledger and bare alike: exactly once, commit every "
                        + settings.commitIntervalMillis()
                        + " ms, linger " + settings.lingerMillis() + " ms, batches of " + settings.batchBytes()
                        + " bytes, " + settings.compression() + ", " + settings.threads() + " threads, "
                        + scene.plan().partitions() + " partitions.")
                .line("PostgreSQL: a transaction and a round trip per basket, 4 connections, fsync and"
                        + " synchronous_commit on, " + PostgresTuning.SETTINGS + ".");
    }

    private static void measureAll(Report report, Scene scene, LedgerSubject subject) {
        Plan plan = scene.plan();
        double emptyHeap = Footprint.heapMegabytes();
        try (SubjectPeer ledger = new SubjectPeer(subject, "large", plan.shape(), scene)) {
            ledger.preload();
            double heap = Footprint.heapMegabytes() - emptyHeap;
            double disk = ledger.diskMegabytesPerMillion();
            double linesPerSecond = measureRounds(report, scene, subject, ledger);
            measureLatency(report, ledger, linesPerSecond, plan);
            Samples lane = new Samples();
            for (int round = 0; round < plan.rounds(); round++) {
                ledger.fillOneLane(plan.laneEvents());
                lane.add(ledger.run());
            }
            report.figure("lane_lines_per_s", lane, LINES_PER_SECOND)
                    .figure("restore_s_per_million", ledger.restore(), "s")
                    .figure("heap_mb_per_million", heap * MILLION / plan.shape().positions(), "MB")
                    .figure("disk_mb_per_million", disk, "MB");
        }
    }

    /// @return the ledger's lines per second
    private static double measureRounds(Report report, Scene scene, LedgerSubject subject, SubjectPeer ledger) {
        Plan plan = scene.plan();
        Shape small = plan.shape().withPositions(plan.fewPositions());
        try (SubjectPeer smallLedger = new SubjectPeer(subject, "small", small, scene);
                BareStreamsPeer bare = scene.bareStreams();
                PostgresPeer postgres = scene.postgresLedger()) {
            smallLedger.preload();
            bare.preload();
            postgres.preload();
            Rounds rounds = new Rounds();
            Samples lines = rounds.add(ledger, plan.subjectEvents());
            Samples bareLines = rounds.add(bare, plan.bareEvents());
            Samples smallLines = rounds.add(smallLedger, plan.subjectEvents());
            Samples postgresLines = rounds.add(postgres, plan.postgresEvents());
            rounds.run(plan);
            report.figure("lines_per_s", lines, LINES_PER_SECOND)
                    .figure("bare_lines_per_s", bareLines, LINES_PER_SECOND)
                    .figure("ratio_vs_bare_streams", lines.over(bareLines), TIMES)
                    .figure("postgres_lines_per_s", postgresLines, LINES_PER_SECOND)
                    .figure("ratio_vs_postgres", lines.over(postgresLines), TIMES)
                    .figure("flatness_10k_to_1m", smallLines.over(lines), TIMES);
            return lines.median();
        }
    }

    private static void measureLatency(Report report, SubjectPeer ledger, double linesPerSecond, Plan plan) {
        double eventsPerSecond = linesPerSecond / 2 / Shape.LINES_PER_BASKET;
        Latencies latencies = ledger.latencies(eventsPerSecond, plan);
        report.line("Due to be produced -> seen by a read_committed reader, at half the rate above:");
        latencies.histogram().forEach(report::line);
        report.figure("p50_ms", latencies.percentileMillis(0.5), "ms")
                .figure("p99_ms", latencies.percentileMillis(0.99), "ms");
    }
}
