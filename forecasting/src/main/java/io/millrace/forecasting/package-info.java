/// What every method of forecasting shares: the series it sees, the distribution it answers with, and the contract
/// between them.
///
/// A forecast is a distribution, not a number: orders are computed from its quantiles, and from the quantiles of sums
/// over lead time and review. Nothing here knows where the numbers come from.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting;
