package io.millrace.forecasting.auto;

import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.kernel.Sample;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is told of a series and a step ahead to the trees: what members said, recent levels, spread and shape, the same
/// place in earlier seasons, and where in the calendar the step lies. Everything is in the series' own scale.
final class Features {
    private static final double[] CONSTANTS = {0.02, 0.05, 0.1, 0.3};
    private static final int[] DAYS = {3, 7, 14, 28, 56, 91, 182, 364};
    private static final int[] LONGER_STEPS = {1, 2, 3, 6, 12, 24, 36};
    private static final double[] SHAPE = {0.5, 0.75, 0.9, 0.97};
    private static final int[] SEASONS_BACK = {1, 4, 13};
    private static final int DAYS_OF_YEAR = 364;
    private static final int HALF_WEEK = 3;

    private final Frequency frequency;
    private final int season;
    private final int members;
    private final Told told;
    private final int[] windows;

    Features(Frequency frequency, int season, int members, Told told) {
        this.frequency = frequency;
        this.season = season;
        this.members = members;
        this.told = told;
        this.windows = frequency == Frequency.DAILY ? DAYS : LONGER_STEPS;
    }

    int count() {
        return momentCount() + stepCount();
    }

    private int momentCount() {
        return CONSTANTS.length + windows.length + 2 * SHAPE.length + 2 + 2 + 5 + told.ofMoment();
    }

    private int stepCount() {
        return 1 + members + 1 + 1 + SEASONS_BACK.length + 2 + 5 + told.ofStep();
    }

    /// What each column of a row is, in words.
    List<String> names(List<String> memberNames) {
        List<String> names = new ArrayList<>();
        Arrays.stream(CONSTANTS).forEach(constant -> names.add("level smoothed with " + constant));
        Arrays.stream(windows).forEach(window -> names.add("mean of the last " + window));
        for (String window : List.of("short", "long")) {
            Arrays.stream(SHAPE).forEach(level -> names.add(level + " quantile of a " + window + " window"));
        }
        names.addAll(List.of(
                "deviation in a short window",
                "deviation in a long window",
                "share of steps sold, short window",
                "share of steps sold, long window",
                "age",
                "steps since a sale",
                "size in whole units",
                "last value",
                "value before the last"));
        addNames(names, told.prices(), "price over that of the weeks before", "price over that of the year before");
        addNames(names, told.promotions(), "recent promotions");
        names.add("step ahead");
        memberNames.forEach(member -> names.add("what " + member + " says"));
        names.addAll(List.of("the members combined", "error of the past"));
        Arrays.stream(SEASONS_BACK).forEach(seasons -> names.add("same place in the last " + seasons + " seasons"));
        names.addAll(List.of(
                "a year ago",
                "level a year ago",
                "day of the week",
                "month",
                "day of the month",
                "day of the year",
                "place in the season"));
        addNames(names, told.plannedPrices(), "planned price over the recent", "planned price over that of the year");
        addNames(names, told.plannedPromotions(), "planned promotion");
        return names;
    }

    private static void addNames(List<String> names, boolean told, String... more) {
        if (told) {
            names.addAll(List.of(more));
        }
    }

    /// What does not depend on the step ahead.
    float[] ofMoment(Moment moment) {
        Line line = new Line(momentCount());
        double[] units = moment.scaledUnits();
        for (double constant : CONSTANTS) {
            line.add(smoothed(units, constant));
        }
        int end = units.length;
        for (int window : windows) {
            line.add(Sample.mean(units, Math.max(0, end - window), end));
        }
        int shortWindow = 4 * Math.min(12, season);
        int longWindow = 3 * shortWindow;
        addShape(line, units, shortWindow);
        addShape(line, units, longWindow);
        line.add(Math.sqrt(Sample.variance(units, Math.max(0, end - shortWindow), end)));
        line.add(Math.sqrt(Sample.variance(units, Math.max(0, end - longWindow), end)));
        line.add(shareSold(units, Math.max(0, end - shortWindow)));
        line.add(shareSold(units, Math.max(0, end - longWindow)));
        line.add(end);
        line.add(stepsSinceSale(units));
        line.add(Math.log1p(wholeUnits(units, Math.max(0, end - longWindow))));
        line.add(units[end - 1]);
        line.add(end > 1 ? units[end - 2] : Double.NaN);
        if (told.prices()) {
            line.add(moment.conditions().priceOverRecent(end));
            line.add(moment.conditions().priceOverLong(end));
        }
        if (told.promotions()) {
            line.add(moment.conditions().recentPromotion(end));
        }
        return line.values;
    }

    /// Where a row has what the members say together, which is not known before all of them have spoken.
    int combinedColumn() {
        return momentCount() + 1 + members;
    }

    /// What depends on the step ahead; what the members say together is left out.
    float[] ofStep(Moment moment, int step) {
        Line line = new Line(stepCount());
        line.add(step);
        for (int member = 0; member < members; member++) {
            line.add(moment.said().path(member, step));
        }
        line.add(Double.NaN);
        line.add(moment.said().error(step));
        int at = moment.length() + step - 1;
        for (int seasons : SEASONS_BACK) {
            line.add(sameSeason(moment, at, seasons));
        }
        addYearAgo(line, moment, at);
        LocalDate date = moment.calendar().date(at);
        line.add(date.getDayOfWeek().getValue());
        line.add(date.getMonthValue());
        line.add(frequency == Frequency.DAILY ? date.getDayOfMonth() : 0);
        line.add(frequency == Frequency.MONTHLY ? 0 : date.getDayOfYear());
        line.add(at % season);
        if (told.plannedPrices()) {
            line.add(moment.conditions().plannedOverRecent(moment.length(), step));
            line.add(moment.conditions().plannedOverLong(moment.length(), step));
        }
        if (told.plannedPromotions()) {
            line.add(moment.conditions().plannedPromotion(moment.length(), step));
        }
        return line.values;
    }

    private static final class Line {
        private final float[] values;
        private int count;

        Line(int size) {
            values = new float[size];
        }

        void add(double value) {
            values[count++] = (float) value;
        }
    }

    static double smoothed(double[] units, double constant) {
        double level = 0;
        double weight = 0;
        for (double value : units) {
            if (!Double.isNaN(value)) {
                level += constant * (value - level);
                weight += constant * (1 - weight);
            }
        }
        return level / weight;
    }

    private static void addShape(Line line, double[] units, int window) {
        double[] sorted = Sample.sorted(Arrays.copyOfRange(units, Math.max(0, units.length - window), units.length));
        for (double level : SHAPE) {
            line.add(sorted.length == 0 ? Double.NaN : Sample.quantile(sorted, level));
        }
    }

    private static double shareSold(double[] units, int from) {
        double sold = 0;
        for (int step = from; step < units.length; step++) {
            sold += units[step] > 0 ? 1 : 0;
        }
        return sold / (units.length - from);
    }

    private static double stepsSinceSale(double[] units) {
        int step = units.length - 1;
        while (step > 0 && !(units[step] > 0)) {
            step--;
        }
        return units.length - 1 - step;
    }

    /// The mean in multiples of the smallest sale: how coarse the series is, whatever its units.
    private static double wholeUnits(double[] units, int from) {
        double smallest = Double.MAX_VALUE;
        for (double value : units) {
            smallest = value > 0 ? Math.min(smallest, value) : smallest;
        }
        return Sample.mean(units, from, units.length) / smallest;
    }

    /// The mean over the same place in the last seasons that are known.
    private double sameSeason(Moment moment, int at, int seasons) {
        double sum = 0;
        int known = 0;
        int back = (at - moment.length()) / season + 1;
        for (int i = 0; i < seasons; i++) {
            double value = moment.units(at - (back + i) * season);
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    /// The weeks around the same date a year before, and the level it was then.
    private void addYearAgo(Line line, Moment moment, int at) {
        if (frequency != Frequency.DAILY || moment.length() < DAYS_OF_YEAR) {
            line.add(Double.NaN);
            line.add(Double.NaN);
            return;
        }
        line.add(mean(moment, at - DAYS_OF_YEAR - HALF_WEEK, at - DAYS_OF_YEAR + HALF_WEEK));
        int then = moment.length() - DAYS_OF_YEAR;
        line.add(mean(moment, then - 4 * season, then - 1));
    }

    private static double mean(Moment moment, int from, int to) {
        double[] units = moment.scaledUnits();
        return Sample.mean(units, Math.max(0, from), Math.min(units.length, to + 1));
    }
}
