package io.millrace.forecasting.methods;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.censored.StockOuts;
import io.millrace.forecasting.kernel.Sample;
import java.util.Arrays;
import java.util.Collections;

/// The future is drawn from the last seasons: their own distribution, whatever its shape.
final class Empirical implements LocalMethod {
    private static final int SEASONS = 13;
    private static final int FEWEST = 36;

    @Override
    public String name() {
        return "empirical";
    }

    @Override
    public String description() {
        return "the distribution of the last " + SEASONS + " seasons as it was";
    }

    @Override
    public FittedSeries fit(DemandSeries series, long seed) {
        double[] units = PathMethod.fromFirstSale(StockOuts.restored(series).units());
        int window = Math.max(FEWEST, SEASONS * Math.min(series.calendar().season(), 12));
        double[] sorted = Sample.sorted(Arrays.copyOfRange(units, Math.max(0, units.length - window), units.length));
        QuantileCurve curve = curve(sorted);
        double mean = Sample.mean(sorted, 0, sorted.length);
        return horizon -> {
            double[] path = new double[horizon.steps()];
            Arrays.fill(path, mean);
            return Forecast.of(path, Collections.nCopies(path.length, curve), new IndependentSums());
        };
    }

    private static QuantileCurve curve(double[] sorted) {
        if (sorted.length == 0) {
            return QuantileCurve.zero();
        }
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Sample.stepQuantile(sorted, 0, sorted.length, QuantileCurve.gridLevel(i));
        }
        return QuantileCurve.of(values);
    }
}
