package io.millrace.replenishment.reference;

/// A stage of a serial system with normal demand: its cost as a function of its echelon inventory position.
///
/// Below its level the cost is smooth. It is tabulated with its slope and read by cubic Hermite interpolation; far
/// to the
/// left it is a straight line. The stage above integrates over it from exactly the level downwards.
final class NormalStage {
    private static final double REACH = 9;
    private static final double KNOTS_PER_DEVIATION = 24;
    private static final int BISECTIONS = 200;
    private static final double[] NODES = {
        -0.9602898564975363,
        -0.7966664774136267,
        -0.525532409916329,
        -0.1834346424956498,
        0.1834346424956498,
        0.525532409916329,
        0.7966664774136267,
        0.9602898564975363
    };
    private static final double[] WEIGHTS = {
        0.1012285362903763, 0.2223810344533745, 0.3137066458778873, 0.362683783378362,
        0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
    };

    private final double level;
    private final double leftSlope;
    private final double first;
    private final double step;
    private final double[] costs;
    private final double[] slopes;

    /// Of all stages so far: the mean and the variance; and the width over which this one is smooth.
    private final double mean;

    private final double variance;
    private final double finest;

    private NormalStage(
            double level, double leftSlope, double first, double step, double[] costs, double[] slopes, Below below) {
        this.level = level;
        this.leftSlope = leftSlope;
        this.first = first;
        this.step = step;
        this.costs = costs;
        this.slopes = slopes;
        this.mean = below.mean;
        this.variance = below.variance;
        this.finest = below.finest;
    }

    private record Below(double mean, double variance, double finest) {}

    /// What customers make of stock below zero: a straight line that ends at zero.
    static NormalStage customers(double shortageCost) {
        double[] nothing = {0};
        return new NormalStage(
                0, -shortageCost, 0, 1, nothing, new double[] {-shortageCost}, new Below(0, 0, Double.MAX_VALUE));
    }

    double level() {
        return level;
    }

    /// The cost at a position up to the level.
    double cost(double position) {
        double offset = (position - first) / step;
        if (offset <= 0) {
            return costs[0] + leftSlope * (position - first);
        }
        int knot = Math.min((int) offset, costs.length - 2);
        if (knot < 0) {
            return costs[0];
        }
        double t = offset - knot;
        double u = 1 - t;
        return costs[knot] * (1 + 2 * t) * u * u
                + costs[knot + 1] * t * t * (3 - 2 * t)
                + step * t * u * (slopes[knot] * u - slopes[knot + 1] * t);
    }

    private double slope(double position) {
        double offset = (position - first) / step;
        if (offset <= 0 || costs.length == 1) {
            return leftSlope;
        }
        int knot = Math.min((int) offset, costs.length - 2);
        double t = offset - knot;
        double u = 1 - t;
        return 6 * t * u * (costs[knot + 1] - costs[knot]) / step
                + slopes[knot] * u * (1 - 3 * t)
                + slopes[knot + 1] * t * (3 * t - 2);
    }

    /// The stage above this one.
    NormalStage next(double holdingCost, double leadTimeMean, double leadTimeDeviation) {
        Step up = new Step(this, holdingCost, leadTimeMean, leadTimeDeviation);
        double best = up.cheapest();
        double deviation = Math.sqrt(variance + leadTimeDeviation * leadTimeDeviation);
        double own = leadTimeDeviation > 0 ? leadTimeDeviation : finest;
        double low = Math.min(best, mean + leadTimeMean - REACH * deviation);
        int knots =
                deviation == 0 || best - low <= 0 ? 1 : 1 + (int) Math.ceil((best - low) / own * KNOTS_PER_DEVIATION);
        double width = knots == 1 ? 1 : (best - low) / (knots - 1);
        double[] costs = new double[knots];
        double[] slopes = new double[knots];
        for (int knot = 0; knot < knots; knot++) {
            double position = knot == knots - 1 ? best : low + knot * width;
            costs[knot] = up.cost(position);
            slopes[knot] = up.slope(position);
        }
        Below below = new Below(mean + leadTimeMean, deviation * deviation, own);
        double start = knots == 1 ? best : low;
        return new NormalStage(best, leftSlope + holdingCost, start, width, costs, slopes, below);
    }

    /// The cost of the stage above, by integration over this one's.
    private record Step(NormalStage below, double holdingCost, double mean, double deviation) {
        double cost(double position) {
            double held = holdingCost * (position - mean);
            if (deviation == 0) {
                return held + below.cost(Math.min(below.level, position - mean));
            }
            double enough = (position - below.level - mean) / deviation;
            return held + below.cost(below.level) * StandardNormal.below(enough) + integral(enough, position, false);
        }

        double slope(double position) {
            if (deviation == 0) {
                double passed = position - mean > below.level ? 0 : below.slope(position - mean);
                return holdingCost + passed;
            }
            return holdingCost + integral((position - below.level - mean) / deviation, position, true);
        }

        /// Over the demands that leave the stage below without enough.
        private double integral(double enough, double position, boolean ofSlope) {
            double from = Math.max(enough, -REACH);
            if (from >= REACH) {
                return 0;
            }
            int panels = (int) Math.ceil((REACH - from) * Math.max(1, deviation / below.finest));
            double half = (REACH - from) / panels / 2;
            double sum = 0;
            for (int panel = 0; panel < panels; panel++) {
                double center = from + (2 * panel + 1) * half;
                for (int node = 0; node < NODES.length; node++) {
                    double z = center + half * NODES[node];
                    double after = position - mean - deviation * z;
                    double value = ofSlope ? below.slope(after) : below.cost(after);
                    sum += WEIGHTS[node] * half * StandardNormal.density(z) * value;
                }
            }
            return sum;
        }

        double cheapest() {
            double high = below.level + mean;
            double stride = Math.max(deviation, Math.ulp(high));
            while (slope(high) < 0) {
                high += stride;
                stride *= 2;
            }
            double low = high - stride - 1;
            while (slope(low) > 0) {
                low -= stride;
                stride *= 2;
            }
            for (int cut = 0; cut < BISECTIONS && high - low > 1e-13 * Math.max(1, Math.abs(high)); cut++) {
                double middle = (low + high) / 2;
                if (slope(middle) > 0) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return deviation == 0 && high - low < 1e-9 ? Math.min(high, below.level + mean) : (low + high) / 2;
        }
    }
}
