package io.millrace.forecasting.auto;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.Frequency;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/// What the day of the month and the week of the year do to the sales of many series together, beside their trend and
/// their week: pay days, benefits, summers. Each effect is drawn to none by how far chance alone would bring it
/// (empirical Bayes), so that a short or noisy history has none.
final class CalendarEffects {
    private static final int HALF_MONTH = 15;
    private static final int HALF_YEAR = 182;
    private static final int YEAR = 365;
    private static final int WEEK = 7;
    private static final int MONTH_DAYS = 32;
    private static final int YEAR_WEEKS = 54;

    private CalendarEffects() {}

    /// What each step of a history, and so many after it, are multiplied by: ones where there is no more than a year.
    static double[] of(double[] units, Calendar calendar, int ahead) {
        double[] factors = new double[units.length + ahead];
        Arrays.fill(factors, 1);
        if (calendar.frequency() != Frequency.DAILY || units.length <= YEAR) {
            return factors;
        }
        LocalDate[] dates = new LocalDate[factors.length];
        Arrays.setAll(dates, calendar::date);
        double[] months = centredMeans(units, HALF_MONTH);
        double[] ofWeek = ratios(units, months);
        double[] week = means(ofWeek, dates, date -> date.getDayOfWeek().getValue(), WEEK + 1);
        for (int step = 0; step < units.length; step++) {
            ofWeek[step] /= week[dates[step].getDayOfWeek().getValue()];
        }
        multiply(
                factors,
                dates,
                LocalDate::getDayOfMonth,
                effects(ofWeek, dates, LocalDate::getDayOfMonth, MONTH_DAYS, 1));
        double[] years = ratios(months, centredMeans(units, HALF_YEAR));
        multiply(factors, dates, CalendarEffects::week, effects(years, dates, CalendarEffects::week, YEAR_WEEKS, WEEK));
        return factors;
    }

    private static int week(LocalDate date) {
        return date.getDayOfYear() / WEEK;
    }

    private static void multiply(
            double[] factors, LocalDate[] dates, ToIntFunction<LocalDate> place, double[] effects) {
        Arrays.setAll(factors, step -> factors[step] * effects[place.applyAsInt(dates[step])]);
    }

    /// The mean of so many steps on both sides; `NaN` where not all are known.
    private static double[] centredMeans(double[] units, int half) {
        double[] means = new double[units.length];
        Arrays.fill(means, Double.NaN);
        double sum = 0;
        for (int step = 0; step < units.length; step++) {
            sum += units[step];
            if (step >= 2 * half) {
                means[step - half] = sum / (2 * half + 1);
                sum -= units[step - 2 * half];
            }
        }
        return means;
    }

    private static double[] ratios(double[] values, double[] levels) {
        double[] ratios = new double[values.length];
        Arrays.setAll(ratios, step -> levels[step] > 0 ? values[step] / levels[step] : Double.NaN);
        return ratios;
    }

    private static double[] means(double[] ratios, LocalDate[] dates, ToIntFunction<LocalDate> place, int places) {
        double[] sums = new double[places];
        int[] counts = new int[places];
        for (int step = 0; step < ratios.length; step++) {
            if (!Double.isNaN(ratios[step])) {
                sums[place.applyAsInt(dates[step])] += ratios[step];
                counts[place.applyAsInt(dates[step])]++;
            }
        }
        Arrays.setAll(sums, i -> counts[i] > 0 && sums[i] > 0 ? sums[i] / counts[i] : 1);
        return sums;
    }

    /// The mean ratio at each place, drawn to one; so many neighbouring steps at one place are but one observation.
    private static double[] effects(
            double[] ratios, LocalDate[] dates, ToIntFunction<LocalDate> place, int places, int alike) {
        double[] means = means(ratios, dates, place, places);
        double[] counts = new double[places];
        double within = 0;
        double known = 0;
        double centre = 0;
        for (int step = 0; step < ratios.length; step++) {
            if (!Double.isNaN(ratios[step])) {
                int at = place.applyAsInt(dates[step]);
                counts[at]++;
                within += (ratios[step] - means[at]) * (ratios[step] - means[at]);
                centre += ratios[step];
                known++;
            }
        }
        if (known <= 2.0 * places * alike) {
            return ones(places);
        }
        within /= known - places;
        centre /= known;
        double between = 0;
        for (int i = 0; i < places; i++) {
            between +=
                    counts[i] / known * ((means[i] - centre) * (means[i] - centre) - chance(within, counts[i], alike));
        }
        double[] effects = ones(places);
        for (int i = 0; i < places; i++) {
            if (counts[i] > 0 && between > 0) {
                double share = between / (between + chance(within, counts[i], alike));
                effects[i] = 1 + share * (means[i] / centre - 1);
            }
        }
        return effects;
    }

    private static double chance(double within, double count, int alike) {
        return count > 0 ? within * alike / count : 0;
    }

    private static double[] ones(int places) {
        double[] ones = new double[places];
        Arrays.fill(ones, 1);
        return ones;
    }
}
