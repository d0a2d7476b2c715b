/// The default method against the open data sets, and against what other tools reached on them.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.evaluation;
