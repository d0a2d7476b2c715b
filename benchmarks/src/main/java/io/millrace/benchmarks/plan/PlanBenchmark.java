package io.millrace.benchmarks.plan;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Item-locations evaluated and built into orders, and item-years simulated, on all cores.
///
/// Nothing is kept between items: each has its demand laid on a grid, its stock projected and its line built anew, and
/// every hundred lines become a supplier's order.
public final class PlanBenchmark implements Benchmark {
    private static final double NANOS = 1e9;
    private static final int MILLION = 1_000_000;
    private static final int WARM_UP_ROUNDS = 20;
    private static final String INSTANCES = "replenishment-instances.json";

    private final Path data;

    /// Looks for problems with known optima in a folder; without them, their figures are left out.
    public PlanBenchmark(Path data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String description() {
        return "a million item-locations evaluated and built into orders; item-years simulated";
    }

    @Override
    public Report run(Effort effort) {
        boolean full = effort == Effort.FULL;
        int few = full ? 10_000 : 500;
        int many = full ? MILLION : 2_000;
        ItemLocations items = ItemLocations.seeded(1);
        for (int round = 0; round < (full ? WARM_UP_ROUNDS : 1); round++) {
            items.evaluate(few);
        }
        Samples fewSeconds = new Samples();
        for (int round = 0; round < (full ? 5 : 1); round++) {
            fewSeconds.add(seconds(() -> items.evaluate(few)) / few);
        }
        double manySeconds = seconds(() -> items.evaluate(many)) / many;
        int itemYears = full ? 20_000 : 50;
        for (int round = 0; round < (full ? WARM_UP_ROUNDS : 1); round++) {
            SimulatedYears.play(Math.min(itemYears, 1_000));
        }
        double playSeconds = seconds(() -> SimulatedYears.play(itemYears));
        Report report = new Report(name())
                .line("Daily forecasts of several kinds, lead times of 1 to 6 and reviews of 1 to 7 days:")
                .figure("seconds_per_million", manySeconds * MILLION, "s")
                .figure("flatness_10k_to_1m", manySeconds / fewSeconds.median(), "times")
                .figure("item_years_per_s", itemYears / playSeconds, "item-years/s");
        return full ? withInstances(report) : report;
    }

    private Report withInstances(Report report) {
        Path file = data.resolve(INSTANCES);
        if (!Files.isReadable(file)) {
            return report.line("There is no " + file.toAbsolutePath().normalize()
                    + ": say where problems with known optima are with --data FOLDER or MILLRACE_DATA.");
        }
        Instances.Figures figures = read(file).measure();
        return report.line("Of " + figures.total() + " problems with known optima, missed: " + figures.missed())
                .figure("instances_exact", figures.exact(), "instances")
                .figure("instances_total", figures.total(), "instances")
                .figure("instances_cost_gap_max", figures.largestCostGap(), "of the known cost")
                .figure("instances_seconds", figures.seconds(), "s");
    }

    private static Instances read(Path file) {
        try {
            return Instances.read(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(file + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / NANOS;
    }
}
