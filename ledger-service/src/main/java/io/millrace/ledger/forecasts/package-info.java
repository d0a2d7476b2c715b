/// Forecasts that others made: taken in, checked, and kept for whoever compares them.
///
/// [io.millrace.ledger.forecasts.ForecastEndpoints] is what can be asked,
/// [io.millrace.ledger.forecasts.StoredForecasts] what is there.
package io.millrace.ledger.forecasts;
