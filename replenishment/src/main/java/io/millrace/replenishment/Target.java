package io.millrace.replenishment;

/// What an order is to achieve over its protection interval.
public sealed interface Target {
    /// The probability of no stock-out in the interval.
    record CycleService(double level) implements Target {
        public CycleService {
            checkLevel(level, "cycle service");
        }

        @Override
        public String describe() {
            return "cycle service " + percent(level);
        }
    }

    /// The share of the demand in the interval that is served at once: 1 − expected short units ÷ expected demand.
    record FillRate(double level) implements Target {
        public FillRate {
            checkLevel(level, "fill rate");
        }

        @Override
        public String describe() {
            return "fill rate " + percent(level);
        }
    }

    /// The least expected cost. Holding is paid for each unit at the end of each period; a shortage once for each unit
    /// lost, or for each unit and period that a customer waits.
    record LeastCost(double holdingPerUnit, double shortagePerUnit) implements Target {
        public LeastCost {
            if (!(holdingPerUnit > 0 && Double.isFinite(holdingPerUnit))
                    || !(shortagePerUnit > 0 && Double.isFinite(shortagePerUnit))) {
                throw new IllegalArgumentException(
                        "Holding and shortage cost something, not " + holdingPerUnit + " and " + shortagePerUnit);
            }
        }

        /// The service that pays: shortage ÷ (shortage + holding).
        public double criticalRatio() {
            return shortagePerUnit / (shortagePerUnit + holdingPerUnit);
        }

        @Override
        public String describe() {
            return "least cost (holding " + number(holdingPerUnit) + ", shortage " + number(shortagePerUnit)
                    + ": a critical ratio of " + percent(criticalRatio()) + ")";
        }
    }

    /// For a person to read.
    String describe();

    private static void checkLevel(double level, String name) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A " + name + " lies between 0 and 1, like 0.95, not at " + level);
        }
    }

    private static String percent(double share) {
        return number(Math.round(share * 100_000) / 1_000.0) + " %";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
