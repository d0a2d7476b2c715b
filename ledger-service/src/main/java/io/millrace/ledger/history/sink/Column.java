package io.millrace.ledger.history.sink;

/// A column of a table.
public record Column(String name, Form form) {}
