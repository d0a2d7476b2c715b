package io.millrace.forecasting.plans;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What prices and promotions did to demand in a panel's past: the units of steps with a certain price, relative to
/// that of the weeks before, over what those weeks sold in the mean. Drawn to no effect the less was sold.
public final class PlanEffects {
    private static final double[] EDGES = {0.5, 0.7, 0.85, 0.95, 1.05, 1.2, 1.5};
    private static final int UNCHANGED = 4;
    private static final int DAYS = 28;
    private static final int LONGER_STEPS = 12;
    private static final double STEPS_OF_DOUBT = 100;

    private final double[] byPrice;
    private final double promoted;

    private PlanEffects(double[] byPrice, double promoted) {
        this.byPrice = byPrice;
        this.promoted = promoted;
    }

    public static PlanEffects learned(List<DemandSeries> panel) {
        Counts prices = new Counts(EDGES.length + 1);
        Counts promotions = new Counts(2);
        for (DemandSeries series : panel) {
            series.signal(Signal.PRICE).ifPresent(known -> addPrices(prices, series, known));
            series.signal(Signal.PROMOTION).ifPresent(known -> addPromotions(promotions, series, known));
        }
        double[] byPrice = new double[EDGES.length + 1];
        Arrays.setAll(byPrice, i -> prices.effect(i) / prices.effect(UNCHANGED));
        return new PlanEffects(byPrice, promotions.effect(1) / promotions.effect(0));
    }

    private static void addPrices(Counts counts, DemandSeries series, double[] prices) {
        double[] units = series.units();
        int window = window(series);
        for (int step = window; step < units.length; step++) {
            double ratio = prices[step] / mean(prices, step - window, step);
            if (!Double.isNaN(ratio)) {
                counts.add(bucket(ratio), units[step], mean(units, step - window, step));
            }
        }
    }

    private static void addPromotions(Counts counts, DemandSeries series, double[] promotions) {
        double[] units = series.units();
        int window = window(series);
        for (int step = window; step < units.length; step++) {
            if (mean(promotions, step - window, step) == 0) {
                counts.add(promotions[step] > 0 ? 1 : 0, units[step], mean(units, step - window, step));
            }
        }
    }

    private static int window(DemandSeries series) {
        return series.calendar().frequency() == Frequency.DAILY ? DAYS : LONGER_STEPS;
    }

    private static int bucket(double ratio) {
        int bucket = 0;
        while (bucket < EDGES.length && ratio >= EDGES[bucket]) {
            bucket++;
        }
        return bucket;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        int known = 0;
        for (int i = Math.max(0, from); i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    /// What a planned price multiplies the demand of a series by.
    public double ofPrice(DemandSeries series, double planned) {
        Optional<double[]> prices = series.signal(Signal.PRICE);
        if (prices.isEmpty()) {
            return 1;
        }
        return ofPriceRatio(planned / mean(prices.get(), series.length() - window(series), series.length()));
    }

    /// What a price multiplies demand by that is this many times that of the weeks before; one where it is unknown.
    public double ofPriceRatio(double ratio) {
        return Double.isNaN(ratio) ? 1 : byPrice[bucket(ratio)];
    }

    /// What a planned promotion multiplies demand by.
    public double ofPromotion(double planned) {
        return planned > 0 ? promoted : 1;
    }

    /// What was sold, and what would have been without a change, by kind of step.
    private static final class Counts {
        private final double[] units;
        private final double[] base;
        private double all;
        private int steps;

        Counts(int kinds) {
            units = new double[kinds];
            base = new double[kinds];
        }

        void add(int kind, double sold, double expected) {
            if (!Double.isNaN(sold) && !Double.isNaN(expected)) {
                units[kind] += sold;
                base[kind] += expected;
                all += expected;
                steps++;
            }
        }

        double effect(int kind) {
            double doubt = steps == 0 ? 1 : STEPS_OF_DOUBT * all / steps + Double.MIN_NORMAL;
            return (units[kind] + doubt) / (base[kind] + doubt);
        }
    }
}
