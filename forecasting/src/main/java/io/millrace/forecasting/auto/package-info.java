/// The one setting for all data: simple methods combined, corrected by what a panel has in common, and calibrated on
/// what they missed the past by.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.auto;
