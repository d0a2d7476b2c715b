/// Gradient-boosted regression trees over histograms, for means and quantiles: no natives, the same answer for the same
/// seed on any number of cores.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.boosting;
