package io.millrace.replenishment.plan;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Policy;

/// One line of a spreadsheet: what there is of an item, and on which terms it is ordered.
///
/// @param policy time-phased with a target of its own, or steered with a service class of which nothing is known yet
public record PlanItem(String id, Supply supply, Timing timing, Unmet unmet, Policy policy, LineTerms terms) {
    /// With another stock.
    PlanItem with(Supply other) {
        return new PlanItem(id, other, timing, unmet, policy, terms);
    }
}
