package io.millrace.forecasting;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// How long one step of a series is, and after how many steps its season repeats.
public enum Frequency {
    DAILY(ChronoUnit.DAYS, 7),
    WEEKLY(ChronoUnit.WEEKS, 52),
    MONTHLY(ChronoUnit.MONTHS, 12);

    private final ChronoUnit unit;
    private final int season;

    Frequency(ChronoUnit unit, int season) {
        this.unit = unit;
        this.season = season;
    }

    /// The steps of the season that matters most: the week of a daily series, the year of the others.
    public int season() {
        return season;
    }

    public LocalDate plus(LocalDate date, int steps) {
        return date.plus(steps, unit);
    }

    /// Whole steps from one date to another.
    public int between(LocalDate from, LocalDate to) {
        return Math.toIntExact(unit.between(from, to));
    }
}
