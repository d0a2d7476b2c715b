package io.millrace.ledger.history.sink;

/// Where a record stands in its topic.
public record Place(int partition, long offset) {}
