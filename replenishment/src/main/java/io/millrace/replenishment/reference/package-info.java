/// Exact algorithms for stationary items: oracles for tests and for `./millrace optimise`, not the live rules.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.reference;
