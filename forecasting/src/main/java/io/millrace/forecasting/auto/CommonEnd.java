package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the series of a panel end together, without which their sums would mean nothing.
final class CommonEnd {
    private static final double ALIGNED = 0.9;
    private static final int FEWEST_SERIES = 20;

    private CommonEnd() {}

    /// The date after the last step of most series, if most end together.
    static Optional<LocalDate> of(List<DemandSeries> panel) {
        Map<LocalDate, Integer> ends = new HashMap<>();
        panel.forEach(series -> ends.merge(end(series), 1, Integer::sum));
        return ends.entrySet().stream()
                .filter(entry -> entry.getValue() >= Math.max(FEWEST_SERIES, ALIGNED * panel.size()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The date after the last step.
    static LocalDate end(DemandSeries series) {
        return series.calendar().date(series.length());
    }
}
