package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.kernel.Sample;
import io.millrace.forecasting.plans.PlanEffects;
import java.util.Arrays;

/// Under which prices and promotions a series was sold, step by step from its first sale on, and will be as far as that
/// is planned. Of a series without plans nothing is told beyond the moment a forecast is made at, in the past as well,
/// so that what is learned there holds later.
final class Conditions {
    private static final int DAYS = 28;
    private static final int LONGER_STEPS = 12;
    private static final int LONG_WINDOWS = 13;

    private final double[] prices;
    private final double[] promotions;
    private final boolean pricesPlanned;
    private final boolean promotionsPlanned;
    private final int window;

    private Conditions(
            double[] prices,
            double[] promotions,
            boolean pricesPlanned,
            boolean promotionsPlanned,
            Frequency frequency) {
        this.prices = prices;
        this.promotions = promotions;
        this.pricesPlanned = pricesPlanned;
        this.promotionsPlanned = promotionsPlanned;
        this.window = frequency == Frequency.DAILY ? DAYS : LONGER_STEPS;
    }

    static Conditions of(DemandSeries series, int first) {
        return new Conditions(
                carried(told(series, Signal.PRICE, first)),
                told(series, Signal.PROMOTION, first),
                series.plan(Signal.PRICE).isPresent(),
                series.plan(Signal.PROMOTION).isPresent(),
                series.calendar().frequency());
    }

    private static double[] told(DemandSeries series, Signal signal, int first) {
        double[] known = series.signal(signal).orElseGet(() -> unknown(series.length()));
        double[] planned = series.plan(signal).orElseGet(() -> new double[0]);
        double[] told = Arrays.copyOfRange(known, first, known.length + planned.length);
        System.arraycopy(planned, 0, told, known.length - first, planned.length);
        return told;
    }

    private static double[] unknown(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /// A price holds until there is another.
    private static double[] carried(double[] prices) {
        for (int step = 1; step < prices.length; step++) {
            prices[step] = Double.isNaN(prices[step]) ? prices[step - 1] : prices[step];
        }
        return prices;
    }

    /// The last price known after so many steps, over that of the weeks before; `NaN` where unknown.
    double priceOverRecent(int length) {
        return at(prices, length - 1) / mean(prices, length, 1);
    }

    /// The same, over that of the year before.
    double priceOverLong(int length) {
        return at(prices, length - 1) / mean(prices, length, LONG_WINDOWS);
    }

    /// The price planned for a step, over that of the weeks before the moment after `length` steps.
    double plannedOverRecent(int length, int ahead) {
        return pricesPlanned ? at(prices, length + ahead - 1) / mean(prices, length, 1) : Double.NaN;
    }

    /// The same, over that of the year before.
    double plannedOverLong(int length, int ahead) {
        return pricesPlanned ? at(prices, length + ahead - 1) / mean(prices, length, LONG_WINDOWS) : Double.NaN;
    }

    /// How strongly the step is planned to be promoted.
    double plannedPromotion(int length, int ahead) {
        return promotionsPlanned ? at(promotions, length + ahead - 1) : Double.NaN;
    }

    /// The mean strength of promotions in the weeks before.
    double recentPromotion(int length) {
        return mean(promotions, length, 1);
    }

    /// What the plans for the next steps multiply demand by.
    double[] factors(int length, int steps, PlanEffects effects) {
        double[] factors = new double[steps];
        Arrays.setAll(
                factors,
                step -> effects.ofPriceRatio(plannedOverRecent(length, step + 1))
                        * effects.ofPromotion(plannedPromotion(length, step + 1)));
        return factors;
    }

    private static double at(double[] values, int step) {
        return step >= 0 && step < values.length ? values[step] : Double.NaN;
    }

    private double mean(double[] values, int length, int windows) {
        int from = Math.max(0, length - windows * window);
        int end = Math.min(length, values.length);
        for (int step = from; step < end; step++) {
            if (!Double.isNaN(values[step])) {
                return Sample.mean(values, from, end);
            }
        }
        return Double.NaN;
    }
}
