package io.millrace.topology.forecast;

import io.millrace.events.demand.ForecastStep;
import io.millrace.events.demand.Quantile;
import io.millrace.events.demand.SumErrors;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import io.millrace.forecasting.SumModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Forecasts as records, and records as forecasts that orders can be computed from.
public final class ForecastRecords {
    private static final int[] LENGTHS = {2, 3, 4, 7, 10, 14, 21, 28, 42, 56, 91};
    private static final SumModel INDEPENDENT = new IndependentSums();

    private ForecastRecords() {}

    /// The steps of a forecast, the first of them on a date.
    public static List<ForecastStep> steps(Forecast forecast, LocalDate first) {
        List<ForecastStep> steps = new ArrayList<>();
        for (int step = 1; step <= forecast.steps(); step++) {
            steps.add(new ForecastStep(
                    first.plusDays(step - 1L), forecast.mean(step), quantiles(forecast.marginal(step))));
        }
        return steps;
    }

    private static List<Quantile> quantiles(QuantileCurve curve) {
        List<Quantile> quantiles = new ArrayList<>();
        for (int i = 0; i < QuantileCurve.gridSize(); i++) {
            quantiles.add(new Quantile(QuantileCurve.gridLevel(i), curve.gridValue(i)));
        }
        return quantiles;
    }

    /// What the distribution of any sum of a forecast's steps follows from.
    public static List<SumErrors> sumErrors(Forecast forecast) {
        List<SumErrors> errors = new ArrayList<>();
        for (int length : LENGTHS) {
            if (length <= forecast.steps()) {
                Span span = new Span(1, length);
                double deviation = deviation(curves(forecast, span));
                if (deviation > 0) {
                    QuantileCurve sum = forecast.sum(span);
                    List<Double> scaled = new ArrayList<>();
                    for (int i = 0; i < QuantileCurve.gridSize(); i++) {
                        scaled.add((sum.gridValue(i) - forecast.mean(span)) / deviation);
                    }
                    errors.add(new SumErrors(length, scaled));
                }
            }
        }
        return errors;
    }

    private static List<QuantileCurve> curves(Forecast forecast, Span span) {
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = span.first(); step <= span.last(); step++) {
            curves.add(forecast.marginal(step));
        }
        return curves;
    }

    private static double deviation(List<QuantileCurve> steps) {
        return Math.sqrt(steps.stream().mapToDouble(QuantileCurve::variance).sum());
    }

    /// The forecast that a record tells, with the distribution of every sum.
    public static Forecast forecast(io.millrace.events.demand.Forecast told) {
        double[] mean = told.steps().stream().mapToDouble(ForecastStep::mean).toArray();
        List<QuantileCurve> curves =
                told.steps().stream().map(step -> curve(step.quantiles())).toList();
        return Forecast.of(
                mean,
                curves,
                (sum, steps, first) -> told.sumErrors().isEmpty()
                        ? INDEPENDENT.sum(sum, steps, first)
                        : sum(told.sumErrors(), sum, steps));
    }

    private static QuantileCurve curve(List<Quantile> quantiles) {
        return QuantileCurve.of(quantiles.stream().mapToDouble(Quantile::value).toArray());
    }

    /// Between two lengths that are known, errors are taken from both, by the logarithm of the length.
    private static QuantileCurve sum(List<SumErrors> errors, double mean, List<QuantileCurve> steps) {
        SumErrors below = errors.getFirst();
        SumErrors above = errors.getLast();
        for (SumErrors known : errors) {
            below = known.periods() <= steps.size() ? known : below;
        }
        for (SumErrors known : errors.reversed()) {
            above = known.periods() >= steps.size() ? known : above;
        }
        double distance = Math.log((double) above.periods() / below.periods());
        double share =
                distance > 0 ? Math.clamp(Math.log((double) steps.size() / below.periods()) / distance, 0.0, 1.0) : 0;
        double deviation = deviation(steps);
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            double low = below.errors().get(i);
            values[i] = mean + deviation * (low + share * (above.errors().get(i) - low));
        }
        return QuantileCurve.of(values);
    }
}
