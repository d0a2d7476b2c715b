package io.millrace.topology.forecast.revision;

import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastOverride;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// When a forecast that is there has to be told again, so that it says what planners say now.
final class Revisions {
    private static final Comparator<Forecast> BY_AGE =
            Comparator.comparingLong(Forecast::version).thenComparing(Forecast::madeAt);

    private Revisions() {}

    /// A forecast without what it was computed to: enough to know whether it says what it should.
    static Forecast head(Forecast forecast) {
        return forecast.toBuilder()
                .steps(List.of())
                .sums(List.of())
                .sumErrors(List.of())
                .explanation(Map.of())
                .build();
    }

    /// Whether a forecast was made before another of its series.
    static boolean isOlder(Forecast one, Forecast than) {
        return BY_AGE.compare(one, than) < 0;
    }

    /// Whether one forecast is the other, told again.
    static boolean isSame(Forecast one, Forecast other) {
        return BY_AGE.compare(one, other) == 0;
    }

    /// What of all that is said concerns days which a forecast is about.
    static List<ForecastOverride> concerning(Forecast forecast, List<ForecastOverride> said) {
        return said.stream()
                .filter(change -> change.to().isAfter(forecast.dataUpTo()))
                .toList();
    }

    /// Whether a forecast tells these overrides, in whatever order.
    static boolean tells(Forecast forecast, List<ForecastOverride> overrides) {
        return new HashSet<>(forecast.overrides()).equals(new HashSet<>(overrides));
    }

    /// A forecast with other overrides, which changes nothing that was computed.
    ///
    /// @param before what was known to be told last
    static Forecast revised(Forecast forecast, Forecast before, List<ForecastOverride> overrides) {
        return forecast.toBuilder()
                .overrides(overrides)
                .revision(Math.max(forecast.revision(), before.revision()) + 1)
                .build();
    }
}
