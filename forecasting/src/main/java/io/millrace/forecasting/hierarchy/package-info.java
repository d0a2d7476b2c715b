/// Plans that add up: forecasts of items, locations and categories made to agree with each other.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.hierarchy;
