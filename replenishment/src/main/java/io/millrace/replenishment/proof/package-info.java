/// What an order was computed from, and what changed between two.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.proof;
