package io.millrace.topology.stock.state;

import java.time.LocalDate;

/// A till's trading day.
public record TillDate(String till, LocalDate date) {}
