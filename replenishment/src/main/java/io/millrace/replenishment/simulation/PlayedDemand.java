package io.millrace.replenishment.simulation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.censored.StockOuts;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/// The demand that a simulation plays: what was asked for, or what could be.
///
/// What is known before the first order keeps what is known of stock-outs, to be learned from as it would have been.
/// After it, demand does not depend on the shelf of the past any more: what stock-outs hid is restored, and a period of
/// which nothing is known asks for what a period like it asked for. The same seed plays the same.
///
/// @param units the demand, from what is known before the first order on
/// @param restoredPeriods in how many periods demand was restored or drawn because the history does not tell it
public record PlayedDemand(DemandSeries units, int restoredPeriods) {
    /// Exposure below this says as good as nothing.
    private static final double BARELY = 0.02;

    private static final int SEASONS_EACH_SIDE = 8;
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    /// A history, with what its stock-outs hid restored from the first order on.
    public static PlayedDemand history(DemandSeries series, int warmUp, long seed) {
        SplittableRandom random = random(series, seed);
        boolean whole = whole(series);
        double[] known = known(series).units();
        double[] units = series.units();
        double[] restored = StockOuts.restored(series).units();
        int changed = 0;
        for (int period = warmUp; period < units.length; period++) {
            if (Double.isNaN(known[period])) {
                units[period] = alike(known, period, series.calendar().season(), random);
                changed++;
            } else if (restored[period] > units[period]) {
                units[period] = whole ? Math.floor(restored[period] + random.nextDouble()) : restored[period];
                changed++;
            }
        }
        return new PlayedDemand(inStockFrom(series.withUnits(units), warmUp), changed);
    }

    /// A history followed by demand drawn from its forecast, each period on its own.
    public static PlayedDemand drawn(DemandSeries series, Forecast forecast, long seed) {
        SplittableRandom random = random(series, seed);
        boolean whole = whole(series);
        int known = series.length();
        double[] units = Arrays.copyOf(series.units(), known + forecast.steps());
        for (int step = 1; step <= forecast.steps(); step++) {
            double value = Math.max(0, forecast.quantile(step, random.nextDouble(1e-9, 1)));
            units[known + step - 1] = whole ? Math.rint(value) : value;
        }
        DemandSeries longer =
                DemandSeries.of(series.id(), series.calendar(), units).withAttributes(series.attributes());
        Optional<double[]> seen = series.signal(Signal.IN_STOCK);
        if (seen.isPresent()) {
            longer = inStockFrom(longer.with(Signal.IN_STOCK, Arrays.copyOf(seen.get(), units.length)), known);
        }
        return new PlayedDemand(longer, 0);
    }

    /// A series without the periods that tell nothing of its demand, since there was nothing to sell and nothing was
    /// sold: they are not periods without demand.
    public static DemandSeries known(DemandSeries series) {
        Optional<double[]> inStock = series.signal(Signal.IN_STOCK);
        if (inStock.isEmpty()) {
            return series;
        }
        double[] units = series.units();
        for (int period = 0; period < units.length; period++) {
            if (inStock.get()[period] < BARELY && !(units[period] > 0)) {
                units[period] = Double.NaN;
            }
        }
        return series.withUnits(units);
    }

    private static SplittableRandom random(DemandSeries series, long seed) {
        return new SplittableRandom(seed ^ series.id().value().hashCode() * MIXER);
    }

    private static DemandSeries inStockFrom(DemandSeries series, int first) {
        return series.signal(Signal.IN_STOCK)
                .map(inStock -> {
                    Arrays.fill(inStock, first, inStock.length, 1);
                    return series.with(Signal.IN_STOCK, inStock);
                })
                .orElse(series);
    }

    /// What a period at the same place of a season close by asked for; else what any other did.
    private static double alike(double[] known, int period, int season, SplittableRandom random) {
        int reach = SEASONS_EACH_SIDE * season;
        double[] near = new double[2 * SEASONS_EACH_SIDE];
        int count = 0;
        for (int other = period % season; other < known.length; other += season) {
            if (other != period && Math.abs(other - period) <= reach && !Double.isNaN(known[other])) {
                near[count++] = known[other];
            }
        }
        double[] all = count > 0
                ? Arrays.copyOf(near, count)
                : Arrays.stream(known).filter(value -> !Double.isNaN(value)).toArray();
        return all.length == 0 ? 0 : all[random.nextInt(all.length)];
    }

    private static boolean whole(DemandSeries series) {
        return Arrays.stream(series.units()).allMatch(value -> Double.isNaN(value) || value == Math.rint(value));
    }
}
