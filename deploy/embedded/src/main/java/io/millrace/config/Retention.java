package io.millrace.config;

/// For how long PostgreSQL keeps what is over.
///
/// @param historyMonths the months of the journal, counted back from today; 0 for ever
/// @param forecastMonths the months of forecasts, and of how they turned out
/// @param auditMonths the months of the audit, where a tenant has no other
public record Retention(int historyMonths, int forecastMonths, int auditMonths) {
    static final int MONTHS_MAX = 1_200;

    public Retention {
        Checks.between("retention.history.months", historyMonths, 0, MONTHS_MAX);
        Checks.between("retention.forecast.months", forecastMonths, 1, MONTHS_MAX);
        Checks.between("retention.audit.months", auditMonths, 1, MONTHS_MAX);
    }
}
