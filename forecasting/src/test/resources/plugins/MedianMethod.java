package com.example;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.QuantileCurve;
import java.util.Arrays;
import java.util.Collections;

/// A method of one's own: every step has the median of the past, and the past's distribution.
public final class MedianMethod implements LocalMethod {
    @Override
    public String name() {
        return "median";
    }

    @Override
    public String description() {
        return "the median of all steps so far";
    }

    @Override
    public FittedSeries fit(DemandSeries series, long seed) {
        double[] known = Arrays.stream(series.units())
                .filter(units -> !Double.isNaN(units))
                .sorted()
                .toArray();
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length && known.length > 0; i++) {
            values[i] = known[(int) (QuantileCurve.gridLevel(i) * known.length)];
        }
        QuantileCurve curve = QuantileCurve.of(values);
        return horizon -> {
            double[] mean = new double[horizon.steps()];
            Arrays.fill(mean, curve.quantile(0.5));
            return Forecast.of(mean, Collections.nCopies(mean.length, curve), new IndependentSums());
        };
    }
}
