package io.millrace.forecasting.methods;

import io.millrace.forecasting.LocalMethod;
import java.util.List;

/// The methods that see one series at a time.
public final class Methods {
    private static final int SEASONS_IN_WINDOW = 4;
    private static final int SHORTEST_WINDOW = 12;
    private static final int LONGEST_WINDOW = 28;

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
                imapa());
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

    static double windowMean(double[] units, int season, double[] path, double[] errors) {
        int window = Math.clamp((long) season * SEASONS_IN_WINDOW, SHORTEST_WINDOW, LONGEST_WINDOW);
        return Simple.windowMean(units, path, errors, season == SHORTEST_WINDOW ? SHORTEST_WINDOW : window);
    }
}
