package io.millrace.forecasting.frame;

/// What a step without a row, or with an empty quantity, means.
public enum Gaps {
    /// Nothing was sold.
    ZERO,
    /// Nobody knows what would have been sold.
    MISSING,
    /// One of the two, by what the file looks like: see [PanelCsv].
    AUTO
}
