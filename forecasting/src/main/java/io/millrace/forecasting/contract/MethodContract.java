package io.millrace.forecasting.contract;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Holds a method against what every method promises, over series that methods stumble over.
///
/// Run it on a method of your own: an empty list of violations is what the choice among methods relies on.
public final class MethodContract {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final long SEED = 42;
    private static final double SCALE = 8;
    private static final double TOLERANCE = 1e-6;

    private final ForecastMethod method;
    private final List<String> violations = new ArrayList<>();

    private MethodContract(ForecastMethod method) {
        this.method = method;
    }

    /// What the method breaks, one line each.
    public static List<String> violations(ForecastMethod method) {
        MethodContract contract = new MethodContract(method);
        contract.checkNames();
        for (Frequency frequency : Frequency.values()) {
            contract.check(NastySeries.all(frequency), new Horizon(frequency == Frequency.DAILY ? 28 : 13));
            contract.check(NastySeries.all(frequency), new Horizon(1));
        }
        contract.check(List.of(), new Horizon(3));
        return List.copyOf(contract.violations);
    }

    private void checkNames() {
        expect(NAME.matcher(method.name()).matches(), "the name '" + method.name() + "' is not lower-case-and-hyphens");
        expect(!method.description().isBlank(), "it has no description");
    }

    /// A method that throws has broken its promise to answer for any series.
    private void check(List<DemandSeries> panel, Horizon horizon) {
        try {
            checkPanel(panel, horizon);
        } catch (RuntimeException thrown) {
            String where = panel.isEmpty()
                    ? "an empty panel"
                    : "a series of " + panel.getFirst().calendar().frequency() + " steps";
            violations.add(method.name() + ": it throws at " + where + ", " + horizon.steps() + " ahead: " + thrown);
        }
    }

    private void checkPanel(List<DemandSeries> panel, Horizon horizon) {
        List<Forecast> forecasts = Forecasters.forecast(method, panel, horizon, SEED);
        expect(forecasts.size() == panel.size(), panel.size() + " series have " + forecasts.size() + " forecasts");
        List<Forecast> again = Forecasters.forecast(method, panel, horizon, SEED);
        List<Forecast> scaled = Forecasters.forecast(method, changed(panel, value -> value * SCALE), horizon, SEED);
        for (int i = 0; i < panel.size(); i++) {
            String where =
                    panel.get(i).id() + " (" + panel.get(i).calendar().frequency() + ", " + horizon.steps() + " steps)";
            checkShape(forecasts.get(i), horizon, where);
            expectSame(forecasts.get(i), again.get(i), 1, where + " is forecast differently for the same seed");
            expectSame(forecasts.get(i), scaled.get(i), SCALE, where + " does not scale with its units");
        }
        checkPast(panel, horizon);
    }

    private void checkShape(Forecast forecast, Horizon horizon, String where) {
        expect(forecast.steps() == horizon.steps(), where + " has " + forecast.steps() + " steps");
        for (int last = 1; last <= forecast.steps(); last++) {
            QuantileCurve sum = forecast.sum(new Span(1, last));
            double before = 0;
            for (double level : QuantileCurve.levels()) {
                double value = sum.quantile(level);
                expect(value >= before, where + " has quantiles that fall at " + level + " over " + last + " steps");
                before = value;
            }
        }
    }

    /// A series that was cut is forecast as if what was cut off had never been.
    private void checkPast(List<DemandSeries> panel, Horizon horizon) {
        List<DemandSeries> cut = cut(panel);
        List<DemandSeries> poisoned =
                cut(panel.stream().map(MethodContract::poisonedEnd).toList());
        List<Forecast> honest = Forecasters.forecast(method, cut, horizon, SEED);
        List<Forecast> tempted = Forecasters.forecast(method, poisoned, horizon, SEED);
        for (int i = 0; i < panel.size(); i++) {
            expectSame(honest.get(i), tempted.get(i), 1, panel.get(i).id() + " is forecast from its future");
        }
    }

    private static List<DemandSeries> cut(List<DemandSeries> panel) {
        return panel.stream().map(series -> series.upTo(series.length() / 2)).toList();
    }

    private static DemandSeries poisonedEnd(DemandSeries series) {
        double[] units = series.units();
        for (int step = units.length / 2; step < units.length; step++) {
            units[step] = 1e9 + step;
        }
        return DemandSeries.of(series.id(), series.calendar(), units);
    }

    private static List<DemandSeries> changed(List<DemandSeries> panel, DoubleUnaryOperator change) {
        return panel.stream()
                .map(series -> DemandSeries.of(
                        series.id(),
                        series.calendar(),
                        IntStream.range(0, series.length())
                                .mapToDouble(series::units)
                                .map(change)
                                .toArray()))
                .toList();
    }

    private void expectSame(Forecast left, Forecast right, double factor, String otherwise) {
        for (int step = 1; step <= Math.min(left.steps(), right.steps()); step++) {
            if (differ(left.mean(step) * factor, right.mean(step))
                    || differ(left.quantile(step, 0.9) * factor, right.quantile(step, 0.9))) {
                violations.add(otherwise + ": step " + step + " has mean " + left.mean(step) + " and "
                        + right.mean(step) + ", 0.9 quantile " + left.quantile(step, 0.9) + " and "
                        + right.quantile(step, 0.9));
                return;
            }
        }
    }

    private static boolean differ(double left, double right) {
        return Math.abs(left - right) > TOLERANCE * Math.max(Math.abs(left), Math.abs(right)) + TOLERANCE * TOLERANCE;
    }

    private void expect(boolean kept, String violation) {
        if (!kept) {
            violations.add(method.name() + ": " + violation);
        }
    }
}
