package io.millrace.forecasting.auto;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.censored.StockOuts;
import io.millrace.forecasting.methods.Methods;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What all series of a panel sell together, forecast as one series, which sees trends and seasons that drown in the
/// noise of each. Most of what it says otherwise than the sum of the series' own forecasts is passed on to all of them
/// alike: a mean of a forecast from below and one from above.
final class PanelTotal {
    private static final List<LocalMethod> METHODS = List.of(Methods.theta(), Methods.ets(), Methods.optimisedTheta());
    private static final double SHARE = 0.6;
    private static final double MOST = 1.5;

    private PanelTotal() {}

    /// What to multiply the means of each step by: all ones where series do not end together, so that their sum would
    /// mean nothing.
    static double[] factors(List<DemandSeries> panel, List<Forecast> forecasts, Horizon horizon, long seed) {
        double[] factors = new double[horizon.steps()];
        Arrays.fill(factors, 1);
        Optional<LocalDate> end = CommonEnd.of(panel);
        if (end.isEmpty()) {
            return factors;
        }
        double[] below = new double[factors.length];
        int longest = 0;
        for (int i = 0; i < panel.size(); i++) {
            if (CommonEnd.end(panel.get(i)).equals(end.get())) {
                longest = Math.max(longest, panel.get(i).length());
                for (int step = 0; step < below.length; step++) {
                    below[step] += forecasts.get(i).mean(step + 1);
                }
            }
        }
        double[] above = above(total(panel, end.get(), longest), horizon, seed);
        for (int step = 0; step < factors.length; step++) {
            if (below[step] > 0) {
                double factor = 1 + SHARE * (above[step] / below[step] - 1);
                factors[step] = Math.clamp(factor, 1 / MOST, MOST);
            }
        }
        return factors;
    }

    private static double[] above(DemandSeries total, Horizon horizon, long seed) {
        double[] above = new double[horizon.steps()];
        double[] units = total.units();
        double[] effects = CalendarEffects.of(units, total.calendar(), horizon.steps());
        Arrays.setAll(units, step -> units[step] / effects[step]);
        DemandSeries plain = total.withUnits(units);
        for (LocalMethod method : METHODS) {
            Forecast forecast = method.fit(plain, seed).predict(horizon);
            for (int step = 0; step < above.length; step++) {
                above[step] += forecast.mean(step + 1) * effects[units.length + step] / METHODS.size();
            }
        }
        return above;
    }

    private static DemandSeries total(List<DemandSeries> panel, LocalDate end, int longest) {
        double[] sums = new double[longest];
        Calendar calendar = panel.getFirst().calendar();
        for (DemandSeries series : panel) {
            if (CommonEnd.end(series).equals(end)) {
                DemandSeries restored = StockOuts.restored(series);
                int shift = longest - restored.length();
                for (int step = 0; step < restored.length(); step++) {
                    double units = restored.units(step);
                    sums[shift + step] += Double.isNaN(units) ? 0 : units;
                }
            }
        }
        LocalDate first = calendar.frequency().plus(end, -longest);
        return DemandSeries.of(new SeriesId("total"), calendar.from(first), sums);
    }
}
