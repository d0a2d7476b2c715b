package io.millrace.replenishment.plan;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;

/// One line of a spreadsheet: what there is of an item, and on which terms it is ordered.
public record PlanItem(String id, Supply supply, Timing timing, Unmet unmet, Target target, LineTerms terms) {}
