package io.millrace.replenishment.learning;

import io.millrace.forecasting.QuantileCurve;
import java.util.List;

/// How likely it is that stock in the book is not on the shelf, from days on which nothing was sold.
public final class PhantomStock {
    /// Even sure things happen: a forecast may be wrong, an item mislabelled.
    private static final double LEAST_LIKELIHOOD = 1e-6;

    private static final int BISECTIONS = 40;

    private PhantomStock() {}

    /// A day without a sale, on which the book had stock.
    ///
    /// @param noSaleProbability what the forecast says of a full ordinary day
    /// @param openShare the share of an ordinary day's hours the location was open
    /// @param promotionLift how many times the ordinary demand was expected; 1 without a promotion
    /// @param inRange whether the item was to be on the shelf
    public record SilentDay(double noSaleProbability, double openShare, double promotionLift, boolean inRange) {
        public SilentDay {
            if (!(noSaleProbability >= 0 && noSaleProbability <= 1) || !(openShare >= 0) || !(promotionLift >= 0)) {
                throw new IllegalArgumentException("A day with a chance of " + noSaleProbability
                        + " of no sale, open for " + openShare + " of a day, with a lift of " + promotionLift
                        + "; give a chance from 0 to 1, and 0 or more for the others");
            }
        }

        /// P(no sales) if the stock is there.
        double likelihood() {
            double exposure = inRange ? openShare * promotionLift : 0;
            return exposure == 0 ? 1 : Math.pow(noSaleProbability, exposure);
        }
    }

    /// The probability that there is none, after all days since the last sale, receipt or count.
    ///
    /// @param prior the share of books that are wrong in this way on any day
    public static double posterior(double prior, List<SilentDay> days) {
        if (!(prior >= 0 && prior <= 1)) {
            throw new IllegalArgumentException("A prior of " + prior + "; give a probability from 0 to 1");
        }
        double likelihood = 1;
        for (SilentDay day : days) {
            likelihood *= day.likelihood();
        }
        double there = (1 - prior) * Math.max(LEAST_LIKELIHOOD, likelihood);
        return prior == 0 ? 0 : prior / (prior + there);
    }

    /// P(no sale) as a forecast has it: the level below which its quantiles round to nothing.
    public static double noSaleProbability(QuantileCurve demand) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < BISECTIONS; step++) {
            double middle = (low + high) / 2;
            if (demand.quantile(middle) < 0.5) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
