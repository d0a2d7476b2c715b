package io.millrace.topology.stock.state;

/// A condition that was told and may still hold.
///
/// @param sinceMicros when it began
/// @param overAtMicros when it was over, or [io.millrace.domain.stock.Times#NEVER]
public record OpenAlert(long sinceMicros, long overAtMicros) {}
