/// Forecasting the past: from several origins, each with nothing but what was known there.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.backtest;
