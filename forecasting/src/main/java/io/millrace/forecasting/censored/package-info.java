/// What would have been sold had it been there: stock runs out because demand is high, so sales alone are too low.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.censored;
