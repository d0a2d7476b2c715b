/// Forecasts made in jobs that any number of nodes share.
///
/// [io.millrace.ledger.forecasting.work.ForecastWorker] drains them; [io.millrace.ledger.forecasting.work.JobRules] is
/// what a job means, without Kafka.
package io.millrace.ledger.forecasting.work;
