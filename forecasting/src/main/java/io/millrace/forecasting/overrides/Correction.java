package io.millrace.forecasting.overrides;

import java.time.LocalDate;

/// A planner's word on the demand of one series at one date, instead of what is forecast.
///
/// @param mean what is expected
/// @param who the planner
/// @param until the last day the word holds; a forecast made later goes without it
/// @param why the reason, for who looks at it later
public record Correction(String series, LocalDate date, double mean, String who, LocalDate until, String why) {
    public Correction {
        if (!Double.isFinite(mean) || mean < 0) {
            throw new IllegalArgumentException("An override expects " + mean + "; demand is finite and not negative");
        }
        if (who.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException(
                    "The override of " + series + " on " + date + " does not say who made it and why; both are kept");
        }
    }
}
