package io.millrace.forecasting.boosting;

import java.util.Arrays;

/// What the trees make small.
public sealed interface Loss {
    /// Squared errors: the trees learn the mean.
    record Squared() implements Loss {}

    /// The pinball loss: the trees learn a quantile.
    record Quantile(double level) implements Loss {
        public Quantile {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("A level lies between 0 and 1, not at " + level);
            }
        }
    }

    /// The direction in which a prediction should move.
    default double pull(double residual) {
        return switch (this) {
            case Squared() -> residual;
            case Quantile(double level) -> residual >= 0 ? level : level - 1;
        };
    }

    /// What a leaf adds, given the residuals of its rows, whose order it may change.
    default double leaf(double[] residuals, int count, double shrinkage) {
        return switch (this) {
            case Squared() -> {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += residuals[i];
                }
                yield sum / (count + shrinkage);
            }
            case Quantile(double level) -> {
                Arrays.sort(residuals, 0, count);
                double at = level * (count - 1);
                int below = (int) at;
                int above = Math.min(below + 1, count - 1);
                double value = residuals[below] + (at - below) * (residuals[above] - residuals[below]);
                yield value * count / (count + shrinkage);
            }
        };
    }
}
