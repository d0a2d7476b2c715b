package io.millrace.config;

/// What a node does. Any node answers for its own health and metrics.
public enum Role {
    /// Answers questions about the stock, wherever it lives, and serves the live stream.
    API,
    /// Takes events in over HTTP.
    INGEST,
    /// Posts events, and keeps the stock.
    LEDGER,
    /// Carries what tenants wrote into their own topics into the shared ones.
    INTAKE,
    /// Decides on changes of master data.
    CATALOGUE,
    /// Makes days of demand of the journal.
    DEMAND,
    /// Makes forecasts of demand, in jobs that all nodes of this role share.
    FORECAST,
    /// Writes history into PostgreSQL, where one is configured for it. Asking it is the API's.
    HISTORY
}
