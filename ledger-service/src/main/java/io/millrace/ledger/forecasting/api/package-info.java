/// Our forecasts over HTTP: what is forecast, what planners say of it, and the runs that make it.
///
/// [io.millrace.ledger.forecasting.api.ForecastingEndpoints] is what can be asked.
package io.millrace.ledger.forecasting.api;
