package io.millrace.forecasting.evaluation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import io.millrace.forecasting.SumModel;
import io.millrace.forecasting.backtest.Backtest.Outcome;
import io.millrace.forecasting.kernel.Sample;
import io.millrace.forecasting.metrics.SumScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The distributions of sums beside two simple ones: steps taken as independent, and the sums of the past themselves,
/// all of the same length (a bootstrap of blocks).
final class SumPeers {
    private static final double[] LEVELS = {0.9, 0.95, 0.99};
    private static final int MOST_BLOCKS = 365;

    private SumPeers() {}

    /// Puts the mean scaled pinball loss of sums, its ratios to both peers, and how many sums stayed within.
    static void put(Map<String, Double> figures, String name, Frequency frequency, Outcome outcome) {
        double[] ours = new double[LEVELS.length];
        double[] independent = new double[LEVELS.length];
        double[] bootstrap = new double[LEVELS.length];
        double[] within = new double[LEVELS.length];
        List<Span> spans = spans(frequency, outcome.forecasts().getFirst().steps());
        for (Span span : spans) {
            for (int i = 0; i < LEVELS.length; i++) {
                SumScore own = new SumScore(span, LEVELS[i]);
                SumScore apart = new SumScore(span, LEVELS[i]);
                SumScore blocks = new SumScore(span, LEVELS[i]);
                for (int k = 0; k < outcome.forecasts().size(); k++) {
                    DemandSeries history = outcome.histories().get(k);
                    double[] actuals = outcome.actuals().get(k);
                    Forecast forecast = outcome.forecasts().get(k);
                    own.add(history, actuals, forecast);
                    apart.add(history, actuals, with(forecast, new IndependentSums()));
                    blocks.add(history, actuals, with(forecast, (_, steps, _) -> blocks(history, steps.size())));
                }
                ours[i] += own.scaledPinball() / spans.size();
                independent[i] += apart.scaledPinball() / spans.size();
                bootstrap[i] += blocks.scaledPinball() / spans.size();
                within[i] += own.shareAtMost() / spans.size();
            }
        }
        for (int i = 0; i < LEVELS.length; i++) {
            String level = "_sums" + Math.round(LEVELS[i] * 100);
            figures.put(name + level, ours[i]);
            figures.put(name + level + "_vs_independent", ours[i] / independent[i]);
            figures.put(name + level + "_vs_bootstrap", ours[i] / bootstrap[i]);
            figures.put(name + level + "_at_most", within[i]);
        }
    }

    private static List<Span> spans(Frequency frequency, int horizon) {
        List<Span> spans = frequency == Frequency.DAILY
                ? List.of(new Span(1, 7), new Span(1, 14), new Span(8, 21))
                : List.of(new Span(1, 3), new Span(4, 6));
        return spans.stream().filter(span -> span.last() <= horizon).toList();
    }

    private static Forecast with(Forecast forecast, SumModel sums) {
        double[] mean = new double[forecast.steps()];
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            mean[step - 1] = forecast.mean(step);
            curves.add(forecast.marginal(step));
        }
        return Forecast.of(mean, curves, sums);
    }

    private static QuantileCurve blocks(DemandSeries history, int length) {
        int blocks = Math.min(MOST_BLOCKS, history.length() - length + 1);
        if (blocks < 1) {
            return QuantileCurve.zero();
        }
        double[] sums = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            int end = history.length() - block;
            for (int step = end - length; step < end; step++) {
                sums[block] += Double.isNaN(history.units(step)) ? 0 : history.units(step);
            }
        }
        Arrays.sort(sums);
        double[] values = new double[QuantileCurve.gridSize()];
        Arrays.setAll(values, i -> Sample.quantile(sums, QuantileCurve.gridLevel(i)));
        return QuantileCurve.of(values);
    }
}
