/// What a node that forecasts knows: demand day by day, which forecasts there are, runs, and the words of planners.
///
/// [io.millrace.ledger.forecasting.DemandView] has the series, [io.millrace.ledger.forecasting.ForecastView] what is
/// forecast of them, [io.millrace.ledger.forecasting.KnownPanel] what of it is stale.
package io.millrace.ledger.forecasting;
