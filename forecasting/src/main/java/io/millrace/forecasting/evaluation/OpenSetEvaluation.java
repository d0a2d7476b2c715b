package io.millrace.forecasting.evaluation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.backtest.Backtest;
import io.millrace.forecasting.backtest.Backtest.Outcome;
import io.millrace.forecasting.backtest.Origin;
import io.millrace.forecasting.metrics.PanelScore;
import io.millrace.forecasting.metrics.RandomisedCoverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Runs the default method over the open sets and says how it did beside the best peer of every cell.
///
/// One setting for all sets. Time counts everything: members, selection, trees, calibration and forecasts.
public final class OpenSetEvaluation {
    private static final double NANOS_PER_SECOND = 1e9;

    private static final double PIT_LEVEL = 0.9;

    private final Path folder;
    private final long seed;
    private final Consumer<String> progress;

    /// Reads the sets from a folder; `progress` hears a line whenever an origin is done.
    public OpenSetEvaluation(Path folder, long seed, Consumer<String> progress) {
        this.folder = folder;
        this.seed = seed;
        this.progress = progress;
    }

    /// The figures by name: those of the last origin, `_4` for all origins pooled, and the ratios over all cells.
    public Map<String, Double> figures(List<OpenSet> sets, int origins) throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        List<Double> ratios = new ArrayList<>();
        for (OpenSet set : sets) {
            List<DemandSeries> panel = set.read(folder);
            SetResult result = new SetResult(set);
            List<Origin> rolling = Origin.rolling(origins, set.horizon());
            for (Origin origin : rolling) {
                add(figures, result, origin, panel);
            }
            ratios.addAll(result.ratios());
            put(figures, result);
            PanelScore simple = SimplePeers.best(rolling, panel, seed);
            figures.put(set.name() + "_simple_prmsse_4", simple.pooledRmsse());
            figures.put(
                    set.name() + "_simple_margin_errors",
                    (simple.pooledRmsse() - result.pooled().pooledRmsse())
                            / result.pooled().pooledRmsseError());
            putFast(figures, fast(set, panel));
        }
        figures.put("incremental_micros", IncrementalCost.micros(seed));
        figures.put("geometric_mean_ratio", geometricMean(ratios));
        figures.put(
                "worst_cell_ratio",
                ratios.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN));
        return figures;
    }

    private void add(Map<String, Double> figures, SetResult result, Origin origin, List<DemandSeries> panel)
            throws IOException {
        long started = System.nanoTime();
        Outcome outcome = Backtest.at(origin, new AutoMethod(Effort.BEST), panel, seed);
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        result.add(outcome, seconds);
        progress.accept("%s, %d steps withheld: %.1f s, pRMSSE %.4f, SPL %.4f / %.4f / %.4f / %.4f"
                .formatted(
                        result.set().name(),
                        origin.withheld(),
                        seconds,
                        result.cells().prmsse(),
                        result.cells().spl50(),
                        result.cells().spl90(),
                        result.cells().spl95(),
                        result.cells().spl99()));
        SumPeers.put(figures, result.set().name(), result.set().frequency(), outcome);
        if (result.set().name().equals(OpenSet.M5)) {
            figures.put("m5_pit_90", RandomisedCoverage.share(outcome.actuals(), outcome.forecasts(), PIT_LEVEL, seed));
            M5Hierarchy hierarchy = M5Hierarchy.read(folder);
            figures.put("m5_wrmsse", hierarchy.weightedRmsse(outcome));
        }
    }

    private SetResult fast(OpenSet set, List<DemandSeries> panel) {
        SetResult result = new SetResult(set);
        Origin last = Origin.rolling(1, set.horizon()).getLast();
        long started = System.nanoTime();
        Outcome outcome = Backtest.at(last, new AutoMethod(Effort.FAST), panel, seed);
        result.add(outcome, (System.nanoTime() - started) / NANOS_PER_SECOND);
        return result;
    }

    private static void putFast(Map<String, Double> figures, SetResult fast) {
        String name = fast.set().name() + "_fast";
        figures.put(name + "_prmsse", fast.cells().prmsse());
        figures.put(name + "_spl50", fast.cells().spl50());
        figures.put(name + "_spl90", fast.cells().spl90());
        figures.put(name + "_spl95", fast.cells().spl95());
        figures.put(name + "_spl99", fast.cells().spl99());
        figures.put(name + "_seconds_per_1000", fast.secondsPerThousand());
    }

    private static void put(Map<String, Double> figures, SetResult result) {
        String name = result.set().name();
        figures.put(name + "_prmsse", result.cells().prmsse());
        figures.put(name + "_prmsse_error", result.last().pooledRmsseError());
        figures.put(name + "_spl50", result.cells().spl50());
        figures.put(name + "_spl90", result.cells().spl90());
        figures.put(name + "_spl95", result.cells().spl95());
        figures.put(name + "_spl99", result.cells().spl99());
        figures.put(name + "_bias", result.last().bias());
        figures.put(name + "_bias_4", result.pooled().bias());
        figures.put(name + "_prmsse_4", result.pooled().pooledRmsse());
        figures.put(name + "_prmsse_4_error", result.pooled().pooledRmsseError());
        figures.put(name + "_below_90", result.last().shareBelow(0.9));
        figures.put(name + "_at_most_90", result.last().shareAtMost(0.9));
        figures.put(name + "_seconds_per_1000", result.secondsPerThousand());
        if (name.equals(OpenSet.M3)) {
            figures.put("m3_smape", result.last().symmetricMape());
        }
    }

    private static double geometricMean(List<Double> ratios) {
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    }
}
