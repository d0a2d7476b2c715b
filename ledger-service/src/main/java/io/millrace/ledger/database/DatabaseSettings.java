package io.millrace.ledger.database;

/// Where the database is, and as whom it is used.
///
/// @param url as JDBC writes it, without a login
/// @param owner owns the schema and migrates it; used at start and by nothing else
/// @param application reads and writes what one tenant may, and is bound by row-level security
/// @param sink writes history for all tenants, through a policy of its own
public record DatabaseSettings(String url, DatabaseLogin owner, DatabaseLogin application, DatabaseLogin sink) {}
