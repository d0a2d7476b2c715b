package io.millrace.ledger.forecasting;

import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.QuantileLoss;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Knows what was served beside what is compared with it: in a partition, the score of what was served of an item and
/// day comes right before those of the others. Not safe for many threads.
final class BesideServed {
    private final Map<Integer, ForecastAccuracy> lastServed = new HashMap<>();

    /// Takes in the next score of a partition, and answers how what was served did; empty if this is it, or nothing is
    /// known of it.
    Optional<ForecastAccuracy> hear(ForecastAccuracy one, int partition) {
        if (one.served()) {
            lastServed.put(partition, one);
            return Optional.empty();
        }
        return Optional.ofNullable(lastServed.get(partition)).filter(served -> isOfTheSame(one, served));
    }

    private static boolean isOfTheSame(ForecastAccuracy one, ForecastAccuracy served) {
        return served.itemId().equals(one.itemId())
                && served.locationId().equals(one.locationId())
                && served.tenantId().equals(one.tenantId())
                && served.date().equals(one.date());
    }

    /// The pinball loss, as the mean over the levels ÷ the item's scale; zero where the item has none.
    static double loss(ForecastAccuracy one) {
        double scale = one.scale().meanAbsolute();
        return scale > 0
                ? one.losses().stream()
                                .mapToDouble(QuantileLoss::loss)
                                .average()
                                .orElse(0)
                        / scale
                : 0;
    }
}
