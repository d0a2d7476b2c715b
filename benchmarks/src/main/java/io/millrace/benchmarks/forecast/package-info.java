/// Forecasts of the open sets beside the best that other tools reached on them.
package io.millrace.benchmarks.forecast;
