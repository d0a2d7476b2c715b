/// Orders from a panel of histories, stocks and terms.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.plan;
