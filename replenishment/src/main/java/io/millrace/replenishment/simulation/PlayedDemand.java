package io.millrace.replenishment.simulation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.censored.StockOuts;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The demand that a simulation plays: what was asked for, or what could be.
///
/// What is known before the first order keeps what is known of stock-outs, to be learned from as it would have been.
/// After it, demand does not depend on the shelf of the past any more: what stock-outs hid is restored.
public final class PlayedDemand {
    private PlayedDemand() {}

    /// A history, with what its stock-outs hid restored from the first order on.
    public static DemandSeries history(DemandSeries series, int warmUp) {
        if (series.signal(Signal.IN_STOCK).isEmpty()) {
            return series;
        }
        boolean whole = whole(series);
        double[] units = series.units();
        double[] restored = StockOuts.restored(series).units();
        for (int period = warmUp; period < units.length; period++) {
            units[period] = whole ? Math.rint(restored[period]) : restored[period];
        }
        double[] inStock = series.signal(Signal.IN_STOCK).orElseThrow();
        Arrays.fill(inStock, warmUp, inStock.length, 1);
        return series.withUnits(units).with(Signal.IN_STOCK, inStock);
    }

    /// A history followed by demand drawn from its forecast, each period on its own. The same seed draws the same.
    public static DemandSeries drawn(DemandSeries series, Forecast forecast, long seed) {
        SplittableRandom random =
                new SplittableRandom(seed ^ series.id().value().hashCode() * 0x9E3779B97F4A7C15L);
        boolean whole = whole(series);
        int known = series.length();
        double[] units = Arrays.copyOf(series.units(), known + forecast.steps());
        for (int step = 1; step <= forecast.steps(); step++) {
            double value = Math.max(0, forecast.quantile(step, random.nextDouble(1e-9, 1)));
            units[known + step - 1] = whole ? Math.rint(value) : value;
        }
        DemandSeries drawn =
                DemandSeries.of(series.id(), series.calendar(), units).withAttributes(series.attributes());
        return series.signal(Signal.IN_STOCK)
                .map(seen -> {
                    double[] inStock = Arrays.copyOf(seen, units.length);
                    Arrays.fill(inStock, known, units.length, 1);
                    return drawn.with(Signal.IN_STOCK, inStock);
                })
                .orElse(drawn);
    }

    private static boolean whole(DemandSeries series) {
        return Arrays.stream(series.units()).allMatch(value -> Double.isNaN(value) || value == Math.rint(value));
    }
}
