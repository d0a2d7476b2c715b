/// What planners know better, kept beside what was forecast, and whether they did.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.overrides;
