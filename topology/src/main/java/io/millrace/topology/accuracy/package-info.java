/// Forecasts held against what came, once for each item, day and method, as days close.
///
/// [io.millrace.topology.accuracy.AccuracyTopology] is the topology,
/// [io.millrace.topology.forecast.rules.Scoring] the rule.
package io.millrace.topology.accuracy;
