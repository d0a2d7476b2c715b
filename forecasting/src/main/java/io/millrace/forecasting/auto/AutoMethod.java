package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.GlobalMethod;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.SumModel;
import io.millrace.forecasting.boosting.BoostingOptions;
import io.millrace.forecasting.methods.Members;
import io.millrace.forecasting.plans.PlanEffects;
import java.util.ArrayList;
import java.util.List;

/// The default: simple methods combined with weights the panel has learned, corrected by trees, calibrated on the past.
///
/// Everything is learned from origins inside the histories given. One setting serves all data; [Effort] says only how
/// much time it may take.
public final class AutoMethod implements GlobalMethod {
    private static final int SERIES_PER_LEAF = 10;
    private static final int LEAVES_AT_LEAST = 40;

    private final Effort effort;
    private final boolean forest;
    private final Progress progress;

    public AutoMethod(Effort effort) {
        this(effort, Progress.SILENT);
    }

    /// A method that tells how far its learning has come.
    public AutoMethod(Effort effort, Progress progress) {
        this(effort, false, progress);
    }

    private AutoMethod(Effort effort, boolean forest, Progress progress) {
        this.effort = effort;
        this.forest = forest;
        this.progress = progress;
    }

    /// The same at the fast effort, with a forest in place of boosted trees, to be compared with.
    public static AutoMethod withForest(Progress progress) {
        return new AutoMethod(Effort.FAST, true, progress);
    }

    @Override
    public String name() {
        if (forest) {
            return "auto-forest";
        }
        return effort == Effort.BEST ? "auto" : "auto-fast";
    }

    @Override
    public String description() {
        return "simple methods combined, corrected by what the panel has in common, calibrated on its past";
    }

    @Override
    public boolean seesPlans() {
        return true;
    }

    @Override
    public FittedPanel fit(List<DemandSeries> panel, Horizon horizon, long seed) {
        return learned(panel, horizon, seed);
    }

    private AutoPanel learned(List<DemandSeries> panel, Horizon horizon, long seed) {
        int longest = panel.stream().mapToInt(DemandSeries::length).max().orElse(0);
        Frequency frequency =
                panel.isEmpty() ? Frequency.DAILY : panel.getFirst().calendar().frequency();
        int season = panel.isEmpty()
                ? frequency.season()
                : panel.getFirst().calendar().season();
        Members members = Members.forHistories(longest, effort == Effort.BEST);
        Outlook outlook = new Outlook(
                members,
                Groups.of(panel, horizon.steps(), Sampler.backs(frequency, horizon.steps(), effort)),
                horizon.steps(),
                PlanEffects.learned(panel));
        Features features = new Features(frequency, season, outlook.count(), Told.of(panel));
        List<Table.Sampled> samples = new Sampler(outlook, features, effort, seed).sample(panel, progress);
        Combination combination = Combination.learned(samples, outlook.count());
        Table table = Table.of(samples, features, combination);
        BoostingOptions options = options().withRowsPerLeaf(leaf(table, panel.size()));
        double share = Evidence.of(samples, combination, horizon.steps()).share();
        Trees.Learned trees = Trees.learned(table, options, share, seed, progress);
        SumModel sums = sums(samples, trees.past(), horizon.steps());
        Fitted fitted = new Fitted(outlook, combination, features, trees.trees(), sums);
        return new AutoPanel(fitted, panel, horizon, seed, progress);
    }

    private BoostingOptions options() {
        return forest ? effort.boosting().asForest() : effort.boosting();
    }

    /// Why a series of a panel is forecast as it is.
    public Explanation explain(List<DemandSeries> panel, DemandSeries series, Horizon horizon, long seed) {
        return learned(panel, horizon, seed).explain(series);
    }

    /// Rows of one series are much alike, so that a leaf needs those of several to have learned more than of them.
    private static int leaf(Table table, int series) {
        return Math.min(table.rows() / LEAVES_AT_LEAST, SERIES_PER_LEAF * table.rows() / Math.max(1, series));
    }

    private static SumModel sums(List<Table.Sampled> samples, Trees.Predicted predicted, int steps) {
        CalibratedSums.Learning learning = new CalibratedSums.Learning();
        int row = 0;
        for (Table.Sampled sample : samples) {
            int first = row;
            row += sample.steps().size();
            if (sample.steps().size() == steps) {
                double[] means = new double[steps];
                double[] actuals = new double[steps];
                List<QuantileCurve> curves = new ArrayList<>();
                for (int step = 0; step < steps; step++) {
                    means[step] = predicted.mean(first + step);
                    actuals[step] = sample.targets().get(step);
                    curves.add(predicted.curve(first + step));
                }
                learning.add(sample.window(), means, curves, actuals);
            }
        }
        return learning.learned();
    }
}
