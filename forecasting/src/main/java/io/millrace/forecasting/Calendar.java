package io.millrace.forecasting;

import java.time.LocalDate;

/// The dates of a series: its first step and how long a step is.
public record Calendar(Frequency frequency, LocalDate first) {
    /// The date of a step, counted from zero; steps beyond the history are the future's.
    public LocalDate date(int step) {
        return frequency.plus(first, step);
    }

    /// The step of a date, counted from zero; negative before the first.
    public int step(LocalDate date) {
        return frequency.between(first, date);
    }
}
