/// Runs of forecasts: asked for or begun as days close, split into jobs, and followed to their end.
///
/// [io.millrace.topology.forecast.RunsTopology] is the topology; [io.millrace.topology.forecast.rules.RunRules]
/// decides; [io.millrace.topology.forecast.ForecastRecords] is what forecasts are as records.
package io.millrace.topology.forecast;
