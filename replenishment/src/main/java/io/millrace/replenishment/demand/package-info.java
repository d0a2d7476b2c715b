/// Demand on a grid: what projections are computed from.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.demand;
