package io.millrace.config;

import java.time.LocalTime;
import java.util.Optional;

/// When forecasts are renewed, and how far they reach.
///
/// @param schedule when runs begin by themselves
/// @param horizonDays how many days ahead are forecast
public record Forecasting(Schedule schedule, int horizonDays) {
    public static final int HORIZON_MAX = 365;

    public Forecasting {
        Checks.between("forecast.horizon.days", horizonDays, 1, HORIZON_MAX);
    }

    /// When runs begin by themselves.
    ///
    /// @param isOn whether they do at all
    /// @param at from which time of the day on, in UTC; empty for as soon as days are closed
    public record Schedule(boolean isOn, Optional<LocalTime> at) {}
}
