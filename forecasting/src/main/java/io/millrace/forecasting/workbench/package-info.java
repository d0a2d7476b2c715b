/// What a data team works with: files in, forecasts, comparisons and explanations out.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.workbench;
