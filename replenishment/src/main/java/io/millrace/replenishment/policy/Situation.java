package io.millrace.replenishment.policy;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.outlook.Outlook;

/// All that a policy looks at.
///
/// @param lotUnits the smallest quantity that can be ordered
public record Situation(DemandGrid demand, Timing timing, Unmet unmet, Supply supply, double lotUnits) {
    public Outlook outlook() {
        return Outlook.of(demand, timing, unmet, supply);
    }
}
