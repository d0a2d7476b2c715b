/// The rules of forecasting as a service: how a run is split, followed and ended, when one begins by itself, how a
/// forecast is scored, and which method serves. Time and what is known are arguments.
package io.millrace.topology.forecast.rules;
