package io.millrace.replenishment.policy;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.outlook.Outlook;

/// All that a policy looks at.
public record Situation(DemandGrid demand, Timing timing, Unmet unmet, Supply supply) {
    public Outlook outlook() {
        return Outlook.of(demand, timing, unmet, supply);
    }
}
