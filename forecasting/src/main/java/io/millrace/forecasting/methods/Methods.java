package io.millrace.forecasting.methods;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.censored.StockOuts;
import java.util.List;

/// The methods that see one series at a time.
public final class Methods {
    private static final int SEASONS_IN_WINDOW = 4;
    private static final int SHORTEST_WINDOW = 12;
    private static final int LONGEST_WINDOW = 28;

    private static final List<PathKernel> FOUR =
            List.of(AutoEts::run, Arima::run, ComplexSmoothing::run, OptimisedTheta::run);

    private Methods() {}

    public static List<LocalMethod> local() {
        return List.of(
                naive(),
                seasonalNaive(),
                windowMean(),
                new Empirical(),
                simpleSmoothing(),
                ets(),
                theta(),
                optimisedTheta(),
                croston(),
                syntetosBoylan(),
                teunter(),
                adida(),
                imapa(),
                drift(),
                holt(),
                holtWinters(),
                arima(),
                complexSmoothing(),
                doubleSeason(),
                negativeBinomial(),
                zeroInflated(),
                mean(),
                median());
    }

    public static LocalMethod naive() {
        return new PathMethod("naive", "the last value", Simple::naive);
    }

    public static LocalMethod seasonalNaive() {
        return new PathMethod("seasonal-naive", "the value one season ago", Simple::seasonalNaive);
    }

    public static LocalMethod windowMean() {
        return new PathMethod(
                "window-mean", "the mean of the last 28 days, 28 weeks or 12 months", Methods::windowMean);
    }

    public static LocalMethod empirical() {
        return new Empirical();
    }

    public static LocalMethod simpleSmoothing() {
        return new PathMethod("ses", "simple exponential smoothing", Smoothing::run);
    }

    public static LocalMethod ets() {
        return new PathMethod("ets", "exponential smoothing, its trend and season chosen by AICc", AutoEts::run);
    }

    public static LocalMethod theta() {
        return new PathMethod("theta", "smoothing with half the long trend, season divided out", Theta::run);
    }

    public static LocalMethod optimisedTheta() {
        return new PathMethod("dot", "theta whose share of the trend is estimated", OptimisedTheta::run);
    }

    public static LocalMethod croston() {
        return new PathMethod(
                "croston",
                "mean size over mean interval of sales",
                (units, season, path, errors) -> Intermittent.croston(units, path, errors, 1));
    }

    public static LocalMethod syntetosBoylan() {
        return new PathMethod("sba", "Croston less its bias", Intermittent::syntetosBoylan);
    }

    public static LocalMethod teunter() {
        return new PathMethod("tsb", "mean size times the chance of a sale", Intermittent::teunter);
    }

    public static LocalMethod adida() {
        return new PathMethod("adida", "smoothing in buckets of the mean interval", Aggregation::adida);
    }

    public static LocalMethod imapa() {
        return new PathMethod("imapa", "the mean of smoothing in buckets of all lengths", Aggregation::imapa);
    }

    public static LocalMethod drift() {
        return new PathMethod("drift", "the last value, and the mean change since the first", Simple::drift);
    }

    public static LocalMethod holt() {
        return new PathMethod("holt", "exponential smoothing with a damped trend", AutoEts::dampedTrend);
    }

    public static LocalMethod holtWinters() {
        return new PathMethod(
                "holt-winters",
                "exponential smoothing with a damped trend and a season",
                AutoEts::dampedTrendAndSeason);
    }

    public static LocalMethod arima() {
        return new PathMethod("arima", "autoregression and moving averages, the order chosen by AICc", Arima::run);
    }

    public static LocalMethod complexSmoothing() {
        return new PathMethod("ces", "complex exponential smoothing, season divided out", ComplexSmoothing::run);
    }

    public static LocalMethod doubleSeason() {
        return new PathMethod(
                "mstl", "the week and the year taken off, the rest smoothed exponentially", DoubleSeason::run);
    }

    public static LocalMethod negativeBinomial() {
        return new CountMethod("negative-binomial", "counts of more variance than mean around a smoothed rate", false);
    }

    public static LocalMethod zeroInflated() {
        return new CountMethod("zero-inflated", "the same, with more steps without a sale than counts explain", true);
    }

    public static LocalMethod mean() {
        return new PathMethod("mean-of-four", "the mean of ets, arima, ces and dot", new Averaged(FOUR, false));
    }

    public static LocalMethod median() {
        return new PathMethod("median-of-four", "the median of ets, arima, ces and dot", new Averaged(FOUR, true));
    }

    /// What the theta method missed the steps from the first sale on by, one step ahead; a season's first may be `NaN`.
    public static double[] thetaErrors(DemandSeries series) {
        double[] units = PathMethod.fromFirstSale(StockOuts.restored(series).units());
        double[] errors = new double[units.length];
        if (units.length > 0) {
            Theta.run(units, series.calendar().season(), new double[1], errors);
        }
        return errors;
    }

    static double windowMean(double[] units, int season, double[] path, double[] errors) {
        int window = Math.clamp((long) season * SEASONS_IN_WINDOW, SHORTEST_WINDOW, LONGEST_WINDOW);
        return Simple.windowMean(units, path, errors, season == SHORTEST_WINDOW ? SHORTEST_WINDOW : window);
    }
}
