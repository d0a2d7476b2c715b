package io.millrace.forecasting;

/// A way to forecast. It is found by `ServiceLoader`, holds nothing of a series, and may be used from many threads.
///
/// What every method promises, and `MethodContract` checks: it answers for any series
/// (empty, all zero, one value, missing or huge values), with as many steps as asked for; twice the same for the same
/// seed; twice the units for a series of twice the units; and never from a step beyond the end of what it was given.
public sealed interface ForecastMethod permits LocalMethod, GlobalMethod {
    /// A short name of lower-case letters, digits and hyphens, unique among the methods.
    String name();

    /// What it does, in one line for a person who has to choose.
    String description();

    /// Whether it takes account of the plans that series tell ([DemandSeries#plan]) by itself; where it does not, its
    /// forecasts are changed by what such prices and promotions did in the past.
    default boolean seesPlans() {
        return false;
    }
}
