package io.millrace.forecasting.auto;

import io.millrace.forecasting.boosting.BoostingOptions;

/// How much time may be spent. Neither knows anything of the data.
public enum Effort {
    /// Seconds for thousands of series: for a look, or for forecasts that are renewed all the time.
    FAST(60_000, 3),
    /// The default.
    BEST(400_000, 13);

    private final int rows;
    private final int origins;

    Effort(int rows, int origins) {
        this.rows = rows;
        this.origins = origins;
    }

    /// The most rows learned from.
    int rows() {
        return rows;
    }

    /// The most moments of each series' past learned from.
    int origins() {
        return origins;
    }

    BoostingOptions boosting() {
        return switch (this) {
            case FAST -> new BoostingOptions(30, 0.2, 12, 60, 0.4, 0.5, 10);
            case BEST -> new BoostingOptions(150, 0.06, 24, 80, 0.6, 0.5, 10);
        };
    }
}
