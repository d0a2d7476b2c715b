package io.millrace.forecasting;

import java.time.LocalDate;

/// The dates of a series: its first step, how long a step is, and after how many steps its season repeats.
public record Calendar(Frequency frequency, LocalDate first, int season) {
    public Calendar {
        if (season < 1) {
            throw new IllegalArgumentException("A season has one step or more, not " + season);
        }
    }

    /// A calendar with the season that is usual for steps of this length.
    public Calendar(Frequency frequency, LocalDate first) {
        this(frequency, first, frequency.season());
    }

    /// The same calendar from a later or earlier date on.
    public Calendar from(LocalDate date) {
        return new Calendar(frequency, date, season);
    }

    /// The date of a step, counted from zero; steps beyond the history are the future's.
    public LocalDate date(int step) {
        return frequency.plus(first, step);
    }

    /// The step of a date, counted from zero; negative before the first.
    public int step(LocalDate date) {
        return frequency.between(first, date);
    }
}
