package io.millrace.forecasting.auto;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.methods.Members;
import io.millrace.forecasting.metrics.Scale;
import java.util.Arrays;

/// A series as it was known at one moment: its units up to there in its own scale, and what the members said of it.
final class Moment {
    /// Members look back no further: what is older says little, and takes long.
    private static final int MEMORY = 730;

    private final History history;
    private final double[] units;
    private final double scale;
    private final double evenness;
    private final Members.Said said;

    private Moment(History history, double[] units, double scale, double evenness, Members.Said said) {
        this.history = history;
        this.units = units;
        this.scale = scale;
        this.evenness = evenness;
        this.said = said;
    }

    /// The moment after `length` steps of a history.
    static Moment of(History history, int length, Outlook outlook) {
        double[] units = Arrays.copyOf(history.units(), length);
        double scale = scale(units);
        for (int step = 0; step < length; step++) {
            units[step] /= scale;
        }
        Scale scaled = Scale.of(units);
        double evenness = scaled.isZero() ? 1 : scaled.meanAbsolute() / Math.sqrt(scaled.meanSquare());
        double[] remembered = remembered(units);
        int season = history.calendar().season();
        Members.Said alone = outlook.members().run(remembered, season, outlook.steps());
        Members.Said said = alone.and(outlook.groups().say(history, units, alone.path(0)))
                .times(history.conditions().factors(length, outlook.steps(), outlook.effects()));
        return new Moment(history, units, scale, evenness, said);
    }

    /// Mean absolute movement from step to step, or the mean of a series that never moved.
    static double scale(double[] units) {
        double scale = Scale.of(units).meanAbsolute();
        if (scale > 0) {
            return scale;
        }
        return Arrays.stream(units)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(1);
    }

    /// The last years, from a step with a sale on.
    private static double[] remembered(double[] units) {
        int first = Math.max(0, units.length - MEMORY);
        while (first > 0 && !(units[first] > 0)) {
            first--;
        }
        return first == 0 ? units : Arrays.copyOfRange(units, first, units.length);
    }

    Calendar calendar() {
        return history.calendar();
    }

    Conditions conditions() {
        return history.conditions();
    }

    int length() {
        return units.length;
    }

    double scale() {
        return scale;
    }

    /// Mean absolute movement over root mean square movement: 1 where all movements are alike, less where a few are
    /// large.
    double evenness() {
        return evenness;
    }

    Members.Said said() {
        return said;
    }

    /// The units of a step in the series' own scale; `NaN` outside the history.
    double units(int step) {
        return step >= 0 && step < units.length ? units[step] : Double.NaN;
    }

    double[] scaledUnits() {
        return units;
    }
}
