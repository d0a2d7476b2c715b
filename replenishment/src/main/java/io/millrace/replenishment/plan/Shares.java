package io.millrace.replenishment.plan;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import io.millrace.forecasting.kernel.Sample;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// How far recent sales as they were are followed beside the forecast: by which of the two said better what came last,
/// over sums as long as an order has to cover. What a single series shows is drawn to what the panel shows.
final class Shares {
    private static final double[] LEVELS = {0.5, 0.7, 0.8, 0.9, 0.95, 0.99};
    /// As many sums' worth of the panel's losses as are added to those of each series.
    private static final double PANEL_SUMS = 24;
    /// What is a twentieth better is followed altogether.
    private static final double SENSITIVITY = 20;

    private final double[] ofForecast;
    private final double[] ofRecent;
    private final double[] sums;

    private Shares(int count) {
        ofForecast = new double[count];
        ofRecent = new double[count];
        sums = new double[count];
    }

    /// The shares of a panel, given what was forecast when the last steps were not known yet.
    static double[] learned(
            List<DemandSeries> known, List<double[]> came, List<Forecast> forecasts, int window, int length) {
        Shares shares = new Shares(known.size());
        for (int i = 0; i < known.size(); i++) {
            shares.score(i, known.get(i), came.get(i), forecasts.get(i), window, length);
        }
        return shares.shares();
    }

    private void score(int i, DemandSeries known, double[] came, Forecast forecast, int window, int length) {
        double[] units = known.units();
        double[] sample = Sample.sorted(Arrays.copyOfRange(units, Math.max(0, units.length - window), units.length));
        double scale = Sample.mean(sample, 0, sample.length);
        if (sample.length < 2 || !(scale > 0)) {
            return;
        }
        Forecast recent = asForecast(sample, forecast.steps());
        for (int from = 0; from + length <= came.length; from += Math.max(1, length / 2)) {
            double sum = Arrays.stream(came, from, from + length).sum();
            if (!Double.isNaN(sum)) {
                Span span = new Span(from + 1, from + length);
                ofForecast[i] += loss(forecast.sum(span), sum) / scale;
                ofRecent[i] += loss(recent.sum(span), sum) / scale;
                sums[i]++;
            }
        }
    }

    private static Forecast asForecast(double[] sorted, int steps) {
        double[] values = new double[QuantileCurve.gridSize()];
        Arrays.setAll(values, i -> Sample.stepQuantile(sorted, 0, sorted.length, QuantileCurve.gridLevel(i)));
        double[] means = new double[steps];
        Arrays.fill(means, Sample.mean(sorted, 0, sorted.length));
        return Forecast.of(means, Collections.nCopies(steps, QuantileCurve.of(values)), new IndependentSums());
    }

    private static double loss(QuantileCurve curve, double came) {
        double loss = 0;
        for (double level : LEVELS) {
            double missed = came - curve.quantile(level);
            loss += missed >= 0 ? level * missed : (level - 1) * missed;
        }
        return loss;
    }

    private double[] shares() {
        double all = Math.max(1, Arrays.stream(sums).sum());
        double forecastMean = Arrays.stream(ofForecast).sum() / all;
        double recentMean = Arrays.stream(ofRecent).sum() / all;
        double[] shares = new double[sums.length];
        Arrays.setAll(shares, i -> {
            double forecast = ofForecast[i] + PANEL_SUMS * forecastMean;
            double recent = ofRecent[i] + PANEL_SUMS * recentMean;
            return forecast + recent > 0
                    ? Math.clamp(0.5 + SENSITIVITY * (forecast - recent) / (forecast + recent), 0.0, 1.0)
                    : 0.5;
        });
        return shares;
    }
}
