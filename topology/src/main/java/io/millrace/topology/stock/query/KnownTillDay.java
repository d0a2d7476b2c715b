package io.millrace.topology.stock.query;

import io.millrace.domain.stock.TillDay;
import io.millrace.domain.stock.TillDay.Numbering;
import java.time.LocalDate;

/// What is known of a till's trading day.
///
/// @param numbering how the catalogue says that the till counts
public record KnownTillDay(String till, LocalDate businessDate, TillDay day, Numbering numbering) {}
