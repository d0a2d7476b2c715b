package io.millrace.replenishment.reference;

/// Demand of a period that need not be whole: what a newsvendor has to know of it.
public sealed interface ContinuousDemand {
    /// The quantity that demand exceeds with this probability, between 0 and 1.
    double exceededWith(double probability);

    /// E[(demand − quantity)⁺].
    double missing(double quantity);

    double mean();

    /// The bell curve, which may reach below zero.
    ///
    /// @param deviation may be 0
    record Normal(double mean, double deviation) implements ContinuousDemand {
        public Normal {
            Check.finite("mean", mean);
            Check.notNegative("sd", deviation);
        }

        @Override
        public double exceededWith(double probability) {
            return deviation == 0 ? mean : mean + deviation * StandardNormal.exceededWith(probability);
        }

        @Override
        public double missing(double quantity) {
            return deviation == 0
                    ? Math.max(0, mean - quantity)
                    : deviation * StandardNormal.loss((quantity - mean) / deviation);
        }
    }

    /// What has a normal logarithm.
    ///
    /// @param logMean mean of the logarithm
    /// @param logDeviation standard deviation of the logarithm
    record Lognormal(double logMean, double logDeviation) implements ContinuousDemand {
        public Lognormal {
            Check.finite("mu_log", logMean);
            Check.notNegative("sigma_log", logDeviation);
        }

        @Override
        public double mean() {
            return Math.exp(logMean + logDeviation * logDeviation / 2);
        }

        @Override
        public double exceededWith(double probability) {
            return Math.exp(new Normal(logMean, logDeviation).exceededWith(probability));
        }

        @Override
        public double missing(double quantity) {
            if (quantity <= 0 || logDeviation == 0) {
                return Math.max(0, mean() - quantity);
            }
            double z = (Math.log(quantity) - logMean) / logDeviation;
            return mean() * StandardNormal.above(z - logDeviation) - quantity * StandardNormal.above(z);
        }
    }

    record Exponential(double mean) implements ContinuousDemand {
        public Exponential {
            Check.notNegative("mean", mean);
        }

        @Override
        public double exceededWith(double probability) {
            return -mean * Math.log(probability);
        }

        @Override
        public double missing(double quantity) {
            return quantity <= 0 || mean == 0 ? Math.max(0, mean - quantity) : mean * Math.exp(-quantity / mean);
        }
    }

    /// Anything from `low` to `high`, equally likely.
    record Uniform(double low, double high) implements ContinuousDemand {
        public Uniform {
            Check.finite("low", low);
            Check.finite("high", high);
            if (low > high) {
                throw new IllegalArgumentException("low is " + low + " and high is " + high + "; swap them");
            }
        }

        @Override
        public double mean() {
            return (low + high) / 2;
        }

        @Override
        public double exceededWith(double probability) {
            return high - probability * (high - low);
        }

        @Override
        public double missing(double quantity) {
            if (quantity <= low || low == high) {
                return Math.max(0, mean() - quantity);
            }
            double beyond = Math.max(0, high - quantity);
            return beyond * beyond / (2 * (high - low));
        }
    }

    /// The sum of exponential demands, and what lies between such sums.
    ///
    /// @param shape k
    /// @param scale θ; the mean is k θ
    record Gamma(double shape, double scale) implements ContinuousDemand {
        private static final int BISECTIONS = 200;

        public Gamma {
            Check.positive("shape", shape);
            Check.positive("scale", scale);
        }

        @Override
        public double mean() {
            return shape * scale;
        }

        @Override
        public double exceededWith(double probability) {
            double low = 0;
            double high = mean() + scale;
            while (GammaFunctions.upper(shape, high / scale) > probability) {
                high *= 2;
            }
            for (int step = 0; step < BISECTIONS && high - low > Math.ulp(high); step++) {
                double middle = (low + high) / 2;
                if (GammaFunctions.upper(shape, middle / scale) > probability) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return (low + high) / 2;
        }

        @Override
        public double missing(double quantity) {
            if (quantity <= 0) {
                return mean() - quantity;
            }
            double x = quantity / scale;
            return mean() * GammaFunctions.upper(shape + 1, x) - quantity * GammaFunctions.upper(shape, x);
        }
    }
}
