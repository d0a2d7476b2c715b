package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The demand expected of one series: a mean and a distribution for each step, and a distribution for every sum of
/// neighbouring steps. Steps are counted from one. Immutable.
public final class Forecast {
    private final double[] mean;
    private final List<QuantileCurve> marginals;
    private final SumModel sums;

    private Forecast(double[] mean, List<QuantileCurve> marginals, SumModel sums) {
        this.mean = mean;
        this.marginals = marginals;
        this.sums = sums;
    }

    public static Forecast of(double[] mean, List<QuantileCurve> marginals, SumModel sums) {
        if (mean.length != marginals.size()) {
            throw new IllegalArgumentException(
                    "A forecast needs as many means (" + mean.length + ") as distributions (" + marginals.size() + ")");
        }
        for (int i = 0; i < mean.length; i++) {
            if (!Double.isFinite(mean[i]) || mean[i] < 0) {
                throw new IllegalArgumentException(
                        "The mean of step " + (i + 1) + " is " + mean[i] + "; demand is finite and not negative");
            }
        }
        return new Forecast(mean.clone(), List.copyOf(marginals), sums);
    }

    /// The same forecast with the mean of each step multiplied by a factor; distributions stay as they are.
    public Forecast scaled(double... factors) {
        double[] scaled = new double[mean.length];
        Arrays.setAll(scaled, i -> mean[i] * factors[i]);
        return new Forecast(scaled, marginals, sums);
    }

    /// A forecast of other means and distributions, whose sums follow from them as those of this one do.
    public Forecast with(double[] otherMean, List<QuantileCurve> otherMarginals) {
        return of(otherMean, otherMarginals, sums);
    }

    public int steps() {
        return mean.length;
    }

    public double mean(int step) {
        return mean[checked(step) - 1];
    }

    public QuantileCurve marginal(int step) {
        return marginals.get(checked(step) - 1);
    }

    public double quantile(int step, double level) {
        return marginal(step).quantile(level);
    }

    public double mean(Span span) {
        double sum = 0;
        for (int step = span.first(); step <= checked(span.last()); step++) {
            sum += mean[step - 1];
        }
        return sum;
    }

    /// The distribution of what is asked for over a span. A span of one step has that step's distribution.
    public QuantileCurve sum(Span span) {
        if (span.length() == 1) {
            return marginal(span.first());
        }
        List<QuantileCurve> steps = new ArrayList<>(marginals.subList(span.first() - 1, checked(span.last())));
        return sums.sum(mean(span), steps, span.first());
    }

    private int checked(int step) {
        if (step < 1 || step > mean.length) {
            throw new IllegalArgumentException(
                    "The forecast has steps 1 to " + mean.length + ", not " + step + "; ask for a longer horizon");
        }
        return step;
    }
}
