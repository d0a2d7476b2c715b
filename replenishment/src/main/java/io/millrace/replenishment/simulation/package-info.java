/// The same rules over many periods.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.simulation;
