package io.millrace.forecasting.censored;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Signal;
import java.util.Arrays;
import java.util.Optional;

/// Restores the demand that stock-outs hid.
///
/// The rate of demand is units over exposure, summed before they are divided: that is what likelihood says of a count
/// that was watched for a part of the day, whatever made the watching end. A mean of units ÷ fraction is biased, and
/// leaving out the days that ran out leaves out the best ones. A day that ran out is given what it sold, and the rate
/// for the rest of it; a day without exposure is missing, not zero.
public final class StockOuts {
    /// Exposure below this says as good as nothing.
    private static final double BARELY = 0.02;

    private static final int SEASONS_EACH_SIDE = 6;
    private static final double SEASONS_OF_PRIOR = 2;

    private StockOuts() {}

    /// The series with its demand restored, if it tells when it was in stock; the same series otherwise.
    public static DemandSeries restored(DemandSeries series) {
        Optional<double[]> inStock = series.signal(Signal.IN_STOCK);
        return inStock.isEmpty()
                ? series
                : series.withUnits(restored(
                        series.units(), inStock.get(), series.calendar().season()));
    }

    /// The same for what was sold and when it was in stock, step by step; neither is written to.
    public static double[] restored(double[] sold, double[] inStock, int season) {
        double[] exposure = inStock.clone();
        double[] units = sold.clone();
        boolean always = true;
        for (int step = 0; step < units.length; step++) {
            // Where nobody says otherwise, it was there all day.
            exposure[step] = Double.isNaN(exposure[step]) ? 1 : Math.clamp(exposure[step], 0, 1);
            always &= exposure[step] == 1;
            if (exposure[step] < BARELY && !(units[step] > 0)) {
                units[step] = Double.NaN;
            }
        }
        if (always) {
            return units;
        }
        double[] rates = rates(units, exposure, season);
        for (int step = 0; step < units.length; step++) {
            units[step] += rates[step] * (1 - exposure[step]);
        }
        return units;
    }

    /// The mean demand for each step over all of a history: units over exposure.
    public static double rate(double[] units, double[] exposure) {
        double sold = 0;
        double watched = 0;
        for (int step = 0; step < units.length; step++) {
            if (!Double.isNaN(units[step])) {
                sold += units[step];
                watched += exposure[step];
            }
        }
        return watched > 0 ? sold / watched : 0;
    }

    /// The rate around each step, shaped by the season.
    private static double[] rates(double[] units, double[] exposure, int season) {
        double[] shape = shape(units, exposure, season);
        double[] expected = new double[units.length];
        for (int step = 0; step < units.length; step++) {
            expected[step] = Double.isNaN(units[step]) ? 0 : exposure[step] * shape[step % season];
        }
        double[] rates = new double[units.length];
        int reach = SEASONS_EACH_SIDE * season;
        double sold = 0;
        double weighted = 0;
        for (int step = -reach; step < units.length; step++) {
            int entering = step + reach;
            if (entering < units.length) {
                sold += Double.isNaN(units[entering]) ? 0 : units[entering];
                weighted += expected[entering];
            }
            int leaving = step - reach - 1;
            if (leaving >= 0) {
                sold -= Double.isNaN(units[leaving]) ? 0 : units[leaving];
                weighted -= expected[leaving];
            }
            if (step >= 0) {
                rates[step] = weighted > BARELY ? Math.max(0, sold / weighted) * shape[step % season] : 0;
            }
        }
        return rates;
    }

    /// How demand is spread over the season, of mean about one; drawn to one where little was seen.
    private static double[] shape(double[] units, double[] exposure, int season) {
        double overall = rate(units, exposure);
        double[] sold = new double[season];
        double[] watched = new double[season];
        for (int step = 0; step < units.length; step++) {
            if (!Double.isNaN(units[step])) {
                sold[step % season] += units[step];
                watched[step % season] += exposure[step];
            }
        }
        double[] shape = new double[season];
        Arrays.setAll(
                shape,
                i -> overall > 0
                        ? (sold[i] + SEASONS_OF_PRIOR * overall) / ((watched[i] + SEASONS_OF_PRIOR) * overall)
                        : 1);
        return shape;
    }
}
