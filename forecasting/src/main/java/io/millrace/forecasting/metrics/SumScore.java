package io.millrace.forecasting.metrics;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import java.util.ArrayList;
import java.util.List;

/// How well the distributions of sums over one span did, which is what orders are computed from.
public final class SumScore {
    private final Span span;
    private final double level;
    private final List<Double> losses = new ArrayList<>();
    private int atMost;
    private int below;

    public SumScore(Span span, double level) {
        this.span = span;
        this.level = level;
    }

    /// Counts one series, unless its scale is zero or the actual sum is not known.
    public void add(DemandSeries history, double[] actuals, Forecast forecast) {
        Scale scale = Scale.of(history);
        double sum = 0;
        for (int step = span.first(); step <= span.last(); step++) {
            sum += actuals[step - 1];
        }
        if (scale.isZero() || Double.isNaN(sum)) {
            return;
        }
        QuantileCurve curve = forecast.sum(span);
        double quantile = curve.quantile(level);
        losses.add(Pinball.loss(sum, quantile, level) / scale.meanAbsolute() / span.length());
        atMost += sum <= quantile ? 1 : 0;
        below += sum < quantile ? 1 : 0;
    }

    /// The mean over series of the pinball loss for each step of the span ÷ scale.
    public double scaledPinball() {
        return losses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    public double shareAtMost() {
        return (double) atMost / losses.size();
    }

    public double shareBelow() {
        return (double) below / losses.size();
    }
}
