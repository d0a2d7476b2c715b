package io.millrace.forecasting.backtest;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Horizon;
import java.util.Arrays;
import java.util.List;

/// A moment of the past that forecasts are made from: all but the last `withheld` steps are known, and the `horizon`
/// after it is what they are scored by.
public record Origin(int withheld, Horizon horizon) {
    public Origin {
        if (withheld < horizon.steps()) {
            throw new IllegalArgumentException(
                    "An origin must withhold its whole horizon of " + horizon.steps() + " steps, not " + withheld);
        }
    }

    /// Origins one horizon apart, the earliest first; the last withholds exactly the horizon.
    public static List<Origin> rolling(int count, Horizon horizon) {
        Origin[] origins = new Origin[count];
        Arrays.setAll(origins, i -> new Origin((count - i) * horizon.steps(), horizon));
        return List.of(origins);
    }

    /// Whether a series had begun by then.
    public boolean reaches(DemandSeries series) {
        return series.length() > withheld;
    }

    public DemandSeries history(DemandSeries series) {
        return series.upTo(series.length() - withheld);
    }

    /// What came within the horizon.
    public double[] actuals(DemandSeries series) {
        int from = series.length() - withheld;
        return Arrays.copyOfRange(series.units(), from, from + horizon.steps());
    }
}
