/// Arithmetic over arrays of doubles: no allocation in a loop, no state, no knowledge of what the numbers mean.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.kernel;
