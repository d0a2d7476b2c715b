/// What to order, when and why: pure rules from stock, forecasts and terms to order lines with their reasons.
///
/// Nothing here knows where the numbers come from; live orders, plans from files and simulations call the same rules.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment;
