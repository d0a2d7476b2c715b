package io.millrace.forecasting.auto;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.GlobalMethod;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.SumModel;
import io.millrace.forecasting.censored.StockOuts;
import io.millrace.forecasting.methods.Members;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The default: simple methods combined with weights the panel has learned, corrected by trees, calibrated on the past.
///
/// Everything is learned from origins inside the histories given. One setting serves all data; [Effort] says only how
/// much time it may take.
public final class AutoMethod implements GlobalMethod {
    private final Effort effort;
    private final Progress progress;

    public AutoMethod(Effort effort) {
        this(effort, Progress.SILENT);
    }

    /// A method that tells how far its learning has come.
    public AutoMethod(Effort effort, Progress progress) {
        this.effort = effort;
        this.progress = progress;
    }

    @Override
    public String name() {
        return effort == Effort.BEST ? "auto" : "auto-fast";
    }

    @Override
    public String description() {
        return "simple methods combined, corrected by what the panel has in common, calibrated on its past";
    }

    @Override
    public FittedPanel fit(List<DemandSeries> panel, Horizon horizon, long seed) {
        int longest = panel.stream().mapToInt(DemandSeries::length).max().orElse(0);
        Frequency frequency =
                panel.isEmpty() ? Frequency.DAILY : panel.getFirst().calendar().frequency();
        int season = panel.isEmpty()
                ? frequency.season()
                : panel.getFirst().calendar().season();
        Members members = Members.forHistories(longest, effort == Effort.BEST);
        List<Table.Sampled> samples = new Sampler(members, effort, horizon.steps(), seed).sample(panel, progress);
        Combination combination = Combination.learned(samples, members.count());
        Features features = new Features(frequency, season, members.count());
        Table table = Table.of(samples, features, combination);
        Trees trees = Trees.learned(table, effort.boosting(), seed, progress);
        SumModel sums = sums(samples, trees.predict(table, true), horizon.steps());
        return new Fitted(horizon.steps(), members, combination, features, trees, sums);
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
                learning.add(means, curves, actuals);
            }
        }
        return learning.learned();
    }

    private record Fitted(
            int steps, Members members, Combination combination, Features features, Trees trees, SumModel sums)
            implements FittedPanel {
        @Override
        public Forecast predict(DemandSeries series) {
            double[] units = StockOuts.restored(series).units();
            int first = Sampler.firstSale(units);
            if (first == units.length) {
                return Forecast.of(
                        new double[steps], Collections.nCopies(steps, QuantileCurve.zero()), new IndependentSums());
            }
            double[] sold = Arrays.copyOfRange(units, first, units.length);
            Calendar calendar = series.calendar().from(series.calendar().date(first));
            Moment moment = Moment.of(calendar, sold, sold.length, members, steps);
            List<Integer> ahead = IntStream.rangeClosed(1, steps).boxed().toList();
            List<Double> unknown = Collections.nCopies(steps, Double.NaN);
            Table table = Table.of(List.of(new Table.Sampled(0, moment, ahead, unknown)), features, combination);
            return unscaled(trees.predict(table, false), moment.scale(), Grain.of(series.units()));
        }

        private Forecast unscaled(Trees.Predicted predicted, double scale, double grain) {
            double[] mean = new double[steps];
            List<QuantileCurve> curves = new ArrayList<>(steps);
            for (int step = 0; step < steps; step++) {
                mean[step] = predicted.mean(step) * scale;
                double[] values = new double[QuantileCurve.gridSize()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Grain.rounded(predicted.curve(step).gridValue(i) * scale, grain);
                }
                curves.add(QuantileCurve.of(values));
            }
            return Forecast.of(mean, curves, sums);
        }
    }
}
