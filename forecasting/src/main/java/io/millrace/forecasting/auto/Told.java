package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Signal;
import java.util.List;

/// What a panel tells beside units, so that trees do not look for what nobody said.
record Told(boolean prices, boolean plannedPrices, boolean promotions, boolean plannedPromotions) {
    static Told of(List<DemandSeries> panel) {
        return new Told(
                panel.stream().anyMatch(series -> series.signal(Signal.PRICE).isPresent()),
                panel.stream().anyMatch(series -> series.plan(Signal.PRICE).isPresent()),
                panel.stream()
                        .anyMatch(series -> series.signal(Signal.PROMOTION).isPresent()),
                panel.stream().anyMatch(series -> series.plan(Signal.PROMOTION).isPresent()));
    }

    int ofMoment() {
        return (prices ? 2 : 0) + (promotions ? 1 : 0);
    }

    int ofStep() {
        return (plannedPrices ? 2 : 0) + (plannedPromotions ? 1 : 0);
    }
}
