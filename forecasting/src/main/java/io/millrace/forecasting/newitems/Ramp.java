package io.millrace.forecasting.newitems;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.kernel.Sample;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What like items did at the ages a new one will have within the horizon, times how much more or less it has sold so
/// far than they had at its age.
final class Ramp {
    private static final int FEWEST = 5;
    private static final int MOST = 200;
    private static final int NEARBY = 3;
    private static final int PLACES = 13;
    private static final double EARLY_STEPS_OF_DOUBT = 2;

    private final double[] mean;
    private final List<QuantileCurve> curves;

    private Ramp(double[] mean, List<QuantileCurve> curves) {
        this.mean = mean;
        this.curves = curves;
    }

    /// What is expected of a series; nothing where too few like it were seen that long.
    static Optional<Ramp> of(DemandSeries series, List<Launch> launches, Horizon horizon) {
        int age = Launch.age(series);
        List<Launch> like = like(series, launches, age + horizon.steps());
        if (like.size() < FEWEST) {
            return Optional.empty();
        }
        double level = level(series, like, age);
        double[] shape = shape(like);
        double[] mean = new double[horizon.steps()];
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 0; step < mean.length; step++) {
            double ofPlace = level * shape[place(series.calendar(), series.length() + step)];
            double[] sorted = around(like, shape, age + step);
            mean[step] = ofPlace * Sample.mean(sorted, 0, sorted.length);
            double[] values = new double[QuantileCurve.gridSize()];
            Arrays.setAll(
                    values,
                    i -> sorted.length == 0 ? 0 : ofPlace * Sample.quantile(sorted, QuantileCurve.gridLevel(i)));
            curves.add(QuantileCurve.of(values));
        }
        return Optional.of(new Ramp(mean, curves));
    }

    /// Those that share the most attributes, as many tiers of them as it takes to have enough.
    private static List<Launch> like(DemandSeries series, List<Launch> launches, int length) {
        List<Launch> like = new ArrayList<>();
        for (int alike = series.attributes().size(); alike >= 0 && like.size() < FEWEST; alike--) {
            int tier = alike;
            launches.stream()
                    .filter(launch -> launch.length() >= length && !launch.isOf(series))
                    .filter(launch -> launch.likeness(series.attributes()) == tier)
                    .limit(MOST)
                    .forEach(like::add);
        }
        return like;
    }

    /// How much it sold so far over what they had sold, both with some steps of theirs added.
    private static double level(DemandSeries series, List<Launch> like, int age) {
        double sold = 0;
        double theirs = 0;
        int first = Launch.firstSale(series);
        for (int at = 0; at < age; at++) {
            if (!Double.isNaN(series.units(first + at))) {
                sold += series.units(first + at);
                theirs += mean(like, at, at + 1);
            }
        }
        double doubt = EARLY_STEPS_OF_DOUBT * mean(like, 0, age + 1);
        return theirs + doubt > 0 ? (sold + doubt) / (theirs + doubt) : 1;
    }

    private static double mean(List<Launch> like, int from, int to) {
        double sum = 0;
        int known = 0;
        for (Launch launch : like) {
            for (int at = from; at < to; at++) {
                if (!Double.isNaN(launch.units(at))) {
                    sum += launch.units(at);
                    known++;
                }
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    /// Their units at the ages around one, the season taken out, in ascending order.
    private static double[] around(List<Launch> like, double[] shape, int age) {
        double[] values = new double[like.size() * (2 * NEARBY + 1)];
        Arrays.fill(values, Double.NaN);
        int count = 0;
        for (Launch launch : like) {
            for (int at = Math.max(1, age - NEARBY); at <= Math.min(launch.length() - 1, age + NEARBY); at++) {
                values[count++] = launch.units(at) / shape[launch.place(at)];
            }
        }
        return Sample.sorted(values);
    }

    /// How demand is spread over the week or the year, of mean one, drawn to one.
    private static double[] shape(List<Launch> like) {
        double[] sold = new double[PLACES];
        double[] steps = new double[PLACES];
        double all = 0;
        double known = 0;
        for (Launch launch : like) {
            for (int at = 0; at < launch.length(); at++) {
                double units = launch.units(at);
                if (!Double.isNaN(units)) {
                    sold[launch.place(at)] += units;
                    steps[launch.place(at)]++;
                    all += units;
                    known++;
                }
            }
        }
        double mean = all / Math.max(1, known);
        double[] shape = new double[PLACES];
        Arrays.setAll(
                shape,
                i -> mean == 0
                        ? 1
                        : (sold[i] + EARLY_STEPS_OF_DOUBT * mean) / (mean * (steps[i] + EARLY_STEPS_OF_DOUBT)));
        return shape;
    }

    /// Where in its season a step lies.
    static int place(Calendar calendar, int step) {
        LocalDate date = calendar.date(step);
        return switch (calendar.frequency()) {
            case DAILY -> date.getDayOfWeek().getValue();
            case WEEKLY -> 0;
            case MONTHLY -> date.getMonthValue();
        };
    }

    double mean(int step) {
        return mean[step - 1];
    }

    QuantileCurve curve(int step) {
        return curves.get(step - 1);
    }
}
