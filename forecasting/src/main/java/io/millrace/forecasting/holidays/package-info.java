/// Days on which a country does not do as usual, and what they do to demand.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.holidays;
