package io.millrace.forecasting.methods;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.censored.StockOuts;
import java.util.Arrays;
import java.util.Collections;

/// A local method made of a kernel: it prepares the series for it and puts a distribution around its path.
record PathMethod(String name, String description, PathKernel kernel) implements LocalMethod {
    @Override
    public FittedSeries fit(DemandSeries series, long seed) {
        double[] units = fromFirstSale(StockOuts.restored(series).units());
        return horizon -> predict(units, series.calendar().season(), horizon);
    }

    private Forecast predict(double[] units, int season, Horizon horizon) {
        double mean = Arrays.stream(units)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        double[] path = new double[horizon.steps()];
        if (mean == 0) {
            return Forecast.of(path, Collections.nCopies(path.length, QuantileCurve.zero()), new IndependentSums());
        }
        double[] scaled = Arrays.stream(units).map(value -> value / mean).toArray();
        double[] errors = new double[scaled.length];
        Arrays.fill(errors, Double.NaN);
        double persistence = kernel.run(scaled, season, path, errors);
        for (int step = 0; step < path.length; step++) {
            path[step] *= mean;
        }
        for (int step = 0; step < errors.length; step++) {
            errors[step] *= mean;
        }
        return ErrorSpread.around(path, errors, persistence, mean);
    }

    /// The steps from the first sale on: before it, the item was not for sale, or nobody knew of it.
    static double[] fromFirstSale(double[] units) {
        int first = 0;
        while (first < units.length && !(units[first] > 0)) {
            first++;
        }
        return Arrays.copyOfRange(units, first, units.length);
    }
}
