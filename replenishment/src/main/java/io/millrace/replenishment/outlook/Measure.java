package io.millrace.replenishment.outlook;

/// What a protection interval is evaluated for.
sealed interface Measure {
    /// The probability of no stock-out.
    record Service() implements Measure {}

    /// What a unit costs: at the end of a period on the shelf, once when it is short, and at the end of a period
    /// waiting.
    record Rates(double held, double lacking, double waiting) implements Measure {}
}
