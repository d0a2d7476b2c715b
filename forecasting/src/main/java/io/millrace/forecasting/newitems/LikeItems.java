package io.millrace.forecasting.newitems;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.GlobalMethod;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import java.util.ArrayList;
import java.util.List;

/// Any method, helped with new items: what a series with little past is forecast to be is a mean of what the method
/// says and of what like items did when they were as new, drawn to its own early sales. Like items are those that
/// share the most attributes; where nothing was sold yet, they alone speak. The more of its own past a series has, the
/// less they count, until they are not asked any more.
public final class LikeItems implements GlobalMethod {
    private final ForecastMethod method;

    public LikeItems(ForecastMethod method) {
        this.method = method;
    }

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public String description() {
        return method.description() + "; new items borrow from like ones";
    }

    @Override
    public boolean seesPlans() {
        return method.seesPlans();
    }

    @Override
    public FittedPanel fit(List<DemandSeries> panel, Horizon horizon, long seed) {
        FittedPanel fitted = Forecasters.fit(method, panel, horizon, seed);
        List<Launch> launches = Launch.seen(panel);
        return series -> {
            int age = Launch.age(series);
            Forecast own = fitted.predict(series);
            if (age >= childhood(series.calendar().frequency())) {
                return own;
            }
            double steps = stepsUntilHalf(series.calendar().frequency());
            return Ramp.of(series, launches, horizon)
                    .map(ramp -> mixed(own, ramp, steps / (steps + age)))
                    .orElse(own);
        };
    }

    /// The age from which a series speaks for itself.
    private static int childhood(Frequency frequency) {
        return switch (frequency) {
            case DAILY -> 56;
            case WEEKLY -> 13;
            case MONTHLY -> 6;
        };
    }

    /// The age at which its own forecast counts as much as what like items did.
    private static double stepsUntilHalf(Frequency frequency) {
        return switch (frequency) {
            case DAILY -> 14;
            case WEEKLY -> 4;
            case MONTHLY -> 2;
        };
    }

    /// Means and quantiles are mixed alike, so that one that is sure keeps its shape.
    private static Forecast mixed(Forecast own, Ramp ramp, double share) {
        double[] mean = new double[own.steps()];
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            mean[step - 1] = (1 - share) * own.mean(step) + share * ramp.mean(step);
            double[] values = new double[QuantileCurve.gridSize()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (1 - share) * own.marginal(step).gridValue(i)
                        + share * ramp.curve(step).gridValue(i);
            }
            curves.add(QuantileCurve.of(values));
        }
        return share == 1 ? Forecast.of(mean, curves, new IndependentSums()) : own.with(mean, curves);
    }
}
