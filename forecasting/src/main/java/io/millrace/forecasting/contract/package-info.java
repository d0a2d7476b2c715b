/// What every forecasting method must keep, as a check that anyone can run on a method of their own.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.contract;
