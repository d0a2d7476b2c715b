/// From a need to a legal order, constraint by constraint.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.order;
