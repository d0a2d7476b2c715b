package io.millrace.topology.forecast.rules;

import io.millrace.forecasting.workbench.DemandClass;
import java.time.LocalDate;

/// A series that can be forecast.
///
/// @param kind how it sells: series of one kind share jobs, since they learn from each other
/// @param dataUpTo the last day its location has closed
/// @param isStale whether something is known of it that its forecast has not seen
public record Candidate(String location, String item, DemandClass kind, LocalDate dataUpTo, boolean isStale) {}
