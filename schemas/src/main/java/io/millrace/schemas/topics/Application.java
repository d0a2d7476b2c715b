package io.millrace.schemas.topics;

/// Who writes a topic; each topic has exactly one writer.
public enum Application {
    /// Tills, store systems and anything else that is not ours.
    OUTSIDERS,
    INTAKE,
    CATALOGUE,
    STOCK_LEDGER,
    DEMAND,
    FORECASTING,
    REORDER,
    /// The service that people and systems talk to.
    SERVICE
}
