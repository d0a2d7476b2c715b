package io.millrace.forecasting.holidays;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.QuantileCurve;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What holidays, and the days around them, do to the demand of a whole panel: what was sold over what the same weekday
/// of the weeks around sold. Drawn to no effect by the noise of ordinary days, the more the fewer years were seen.
final class HolidayEffects {
    private static final int DAYS_BEFORE = 3;
    private static final int DAYS_AFTER = 1;
    private static final int WEEK = 7;
    private static final int WEEKS_EACH_SIDE = 3;
    private static final double TYPICAL_EFFECT = 0.15;
    private static final double AS_GOOD_AS_CLOSED = 0.5;
    private static final double MOST = 3;

    private final Holidays holidays;
    private final Map<String, Double> factors;

    private HolidayEffects(Holidays holidays, Map<String, Double> factors) {
        this.holidays = holidays;
        this.factors = factors;
    }

    /// What a panel's past says; nothing where steps are not days.
    static HolidayEffects learned(List<DemandSeries> panel, Holidays holidays) {
        HolidayEffects nameless = new HolidayEffects(holidays, Map.of());
        if (panel.isEmpty() || panel.getFirst().calendar().frequency() != Frequency.DAILY) {
            return nameless;
        }
        Calendar calendar = panel.stream()
                .map(DemandSeries::calendar)
                .min(Comparator.comparing(Calendar::first))
                .orElseThrow();
        double[] total = total(panel, calendar);
        Map<String, List<Double>> ratios = new HashMap<>();
        double noise = 0;
        int ordinary = 0;
        for (int day = 0; day < total.length; day++) {
            double ratio = nameless.ratio(total, calendar, day);
            Optional<String> name = nameless.name(calendar.date(day));
            if (Double.isNaN(ratio)) {
                continue;
            }
            if (name.isPresent()) {
                ratios.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(Math.min(MOST, ratio));
            } else {
                noise += (ratio - 1) * (ratio - 1);
                ordinary++;
            }
        }
        return new HolidayEffects(holidays, shrunk(ratios, noise / Math.max(1, ordinary)));
    }

    private static Map<String, Double> shrunk(Map<String, List<Double>> ratios, double noise) {
        Map<String, Double> factors = new HashMap<>();
        ratios.forEach((name, seen) -> {
            double mean =
                    seen.stream().mapToDouble(Double::doubleValue).average().orElse(1);
            double trust = seen.size() / (seen.size() + noise / (TYPICAL_EFFECT * TYPICAL_EFFECT));
            factors.put(name, 1 + trust * (mean - 1));
        });
        return factors;
    }

    private static double[] total(List<DemandSeries> panel, Calendar calendar) {
        int length = panel.stream()
                .mapToInt(series -> calendar.step(series.calendar().date(series.length())))
                .max()
                .orElse(0);
        double[] total = new double[length];
        for (DemandSeries series : panel) {
            int shift = calendar.step(series.calendar().first());
            for (int step = 0; step < series.length(); step++) {
                double units = series.units(step);
                total[shift + step] += Double.isNaN(units) ? 0 : units;
            }
        }
        return total;
    }

    /// A day over the ordinary same weekdays of the weeks around.
    private double ratio(double[] total, Calendar calendar, int day) {
        double sum = 0;
        int known = 0;
        for (int week = -WEEKS_EACH_SIDE; week <= WEEKS_EACH_SIDE; week++) {
            int other = day + week * WEEK;
            if (week != 0
                    && other >= 0
                    && other < total.length
                    && name(calendar.date(other)).isEmpty()) {
                sum += total[other];
                known++;
            }
        }
        return known < 2 || sum == 0 ? Double.NaN : total[day] * known / sum;
    }

    /// The holiday a day belongs to, and how far before or after it lies.
    private Optional<String> name(LocalDate date) {
        for (int distance = 0; distance <= Math.max(DAYS_BEFORE, DAYS_AFTER); distance++) {
            int ahead = distance;
            Optional<String> before = distance <= DAYS_BEFORE
                    ? holidays.on(date.plusDays(ahead)).map(name -> name + " -" + ahead)
                    : Optional.empty();
            Optional<String> after = distance <= DAYS_AFTER
                    ? holidays.on(date.minusDays(ahead)).map(name -> name + " +" + ahead)
                    : Optional.empty();
            if (before.isPresent() || after.isPresent()) {
                return before.or(() -> after);
            }
        }
        return Optional.empty();
    }

    /// What a day multiplies demand by.
    double factor(LocalDate date) {
        return factors.isEmpty()
                ? 1
                : name(date).map(name -> factors.getOrDefault(name, 1.0)).orElse(1.0);
    }

    /// A series as it would have been without holidays. What was sold on days that are as good as closed tells nothing,
    /// so it is missing.
    DemandSeries without(DemandSeries series) {
        if (factors.isEmpty()) {
            return series;
        }
        double[] units = series.units();
        for (int step = 0; step < units.length; step++) {
            double factor = factor(series.calendar().date(step));
            units[step] = factor < AS_GOOD_AS_CLOSED ? Double.NaN : units[step] / factor;
        }
        return series.withUnits(units);
    }

    /// A forecast of a series without holidays, with those that lie in its horizon.
    Forecast with(DemandSeries series, Forecast forecast) {
        if (factors.isEmpty()) {
            return forecast;
        }
        double[] mean = new double[forecast.steps()];
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            double factor = factor(series.calendar().date(series.length() + step - 1));
            mean[step - 1] = factor * forecast.mean(step);
            double[] values = new double[QuantileCurve.gridSize()];
            for (int i = 0; i < values.length; i++) {
                values[i] = factor * forecast.marginal(step).gridValue(i);
            }
            curves.add(factor == 1 ? forecast.marginal(step) : QuantileCurve.of(values));
        }
        return forecast.with(mean, curves);
    }
}
