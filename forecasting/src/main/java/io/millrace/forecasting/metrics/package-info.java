/// How good forecasts were: scaled errors, pinball losses, bias and coverage.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.metrics;
