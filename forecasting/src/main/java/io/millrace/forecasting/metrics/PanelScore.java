package io.millrace.forecasting.metrics;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How a method did over many series. Series that never moved are left out of what is scaled.
public final class PanelScore {
    private final List<SeriesScore> known;
    private final List<SeriesScore> comparable;

    private PanelScore(Collection<SeriesScore> scores) {
        known = scores.stream().filter(score -> score.steps() > 0).toList();
        comparable = known.stream().filter(SeriesScore::isComparable).toList();
    }

    public static PanelScore of(Collection<SeriesScore> scores) {
        return new PanelScore(scores);
    }

    /// The series that count in what is scaled.
    public int series() {
        return comparable.size();
    }

    /// The pooled root mean squared scaled error: the root of the mean over series of MSE ÷ scale. The mean of roots
    /// would be won by forecasting zero on intermittent demand.
    public double pooledRmsse() {
        return Math.sqrt(mean(comparable, SeriesScore::scaledSquare));
    }

    /// The standard error of [#pooledRmsse()], series taken as independent (delta method).
    public double pooledRmsseError() {
        double mean = mean(comparable, SeriesScore::scaledSquare);
        double variance = mean(comparable, score -> Math.pow(score.scaledSquare() - mean, 2));
        return Math.sqrt(variance / comparable.size()) / (2 * Math.sqrt(mean));
    }

    /// The mean over series of the pinball loss at a level ÷ scale.
    public double scaledPinball(double level) {
        int index = index(level);
        return mean(comparable, score -> score.scaledPinball(index));
    }

    /// Σ(forecast − actual) ÷ Σ actual.
    public double bias() {
        return known.stream().mapToDouble(SeriesScore::error).sum()
                / known.stream().mapToDouble(SeriesScore::actual).sum();
    }

    /// The symmetric mean absolute percentage error of the M competitions, in percent.
    public double symmetricMape() {
        return mean(known, SeriesScore::symmetricError);
    }

    /// The share of steps that stayed below the quantile; of a calibrated forecast, at most the level.
    public double shareBelow(double level) {
        int index = index(level);
        return share(score -> score.below(index));
    }

    /// The share of steps that did not exceed the quantile; of a calibrated forecast, at least the level.
    public double shareAtMost(double level) {
        int index = index(level);
        return share(score -> score.atMost(index));
    }

    private double share(ToDoubleFunction<SeriesScore> count) {
        return known.stream().mapToDouble(count).sum()
                / known.stream().mapToDouble(SeriesScore::steps).sum();
    }

    private static double mean(List<SeriesScore> scores, ToDoubleFunction<SeriesScore> value) {
        return scores.stream().mapToDouble(value).sum() / scores.size();
    }

    private static int index(double level) {
        int index = Arrays.binarySearch(SeriesScore.levels(), level);
        if (index < 0) {
            throw new IllegalArgumentException("Quantiles are scored at " + Arrays.toString(SeriesScore.levels())
                    + ", not at " + level + "; ask for one of these");
        }
        return index;
    }
}
