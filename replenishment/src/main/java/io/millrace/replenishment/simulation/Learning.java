package io.millrace.replenishment.simulation;

import io.millrace.forecasting.DemandSeries;
import java.util.List;

/// How beliefs come from histories.
@FunctionalInterface
public interface Learning {
    /// What is believed by somebody who knows these histories.
    Beliefs of(List<DemandSeries> known);

    /// Histories tell nothing in advance: the periods to come are like the recent ones.
    static Learning recent() {
        return _ -> Beliefs.recent();
    }
}
