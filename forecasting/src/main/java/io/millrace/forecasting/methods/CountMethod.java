package io.millrace.forecasting.methods;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.censored.StockOuts;
import io.millrace.forecasting.kernel.Grain;
import java.util.Arrays;
import java.util.Collections;

/// A smoothed rate with a distribution of counts around it, estimated from the recent past: negative-binomial, or that
/// with steps on top at which nothing can be sold.
record CountMethod(String name, String description, boolean zeroInflated) implements LocalMethod {
    private static final int RECENT_DAYS = 182;
    private static final double HIGHEST_COUNT = 5_000;

    @Override
    public FittedSeries fit(DemandSeries series, long seed) {
        double[] units = PathMethod.fromFirstSale(StockOuts.restored(series).units());
        double grain = Grain.of(series.units());
        if (units.length == 0 || grain == 0) {
            return Methods.empirical().fit(series, seed);
        }
        double[] counts = Arrays.stream(units).map(value -> value / grain).toArray();
        double[] path = new double[1];
        double[] errors = new double[counts.length];
        Intermittent.teunter(counts, series.calendar().season(), path, errors);
        double[] recent = Arrays.copyOfRange(counts, Math.max(0, counts.length - RECENT_DAYS), counts.length);
        CountDistribution distribution =
                CountDistribution.of(recent, zeroInflated).withMean(path[0]);
        if (distribution.mean() > HIGHEST_COUNT) {
            return Methods.simpleSmoothing().fit(series, seed);
        }
        QuantileCurve curve = curve(distribution, grain);
        return horizon -> {
            double[] mean = new double[horizon.steps()];
            Arrays.fill(mean, distribution.mean() * grain);
            return Forecast.of(mean, Collections.nCopies(mean.length, curve), new IndependentSums());
        };
    }

    private static QuantileCurve curve(CountDistribution distribution, double grain) {
        double[] values = new double[QuantileCurve.gridSize()];
        Arrays.setAll(values, i -> grain * distribution.quantile(QuantileCurve.gridLevel(i)));
        return QuantileCurve.of(values);
    }
}
