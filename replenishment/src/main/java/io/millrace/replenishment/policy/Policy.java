package io.millrace.replenishment.policy;

import io.millrace.replenishment.Target;

/// How the need of an item is found. Positions are stock and everything on the way, less what customers wait for.
public sealed interface Policy {
    /// The default: project the stock to the order's arrival, and order what holds the target to the end of the
    /// protection interval, or what costs least there.
    record TimePhased(Target target) implements Policy {}

    /// Time-phased, too, and at least cost: with the one cost of a shortage with which the items of a service class
    /// reach their fill rate together.
    ///
    /// @param learned how it is known that this cost does so, for a planner to read
    record Steered(String serviceClass, ClassFill fill, String learned) implements Policy {
        public Steered {
            if (serviceClass.isBlank()) {
                throw new IllegalArgumentException("A service class needs a name, like A or fresh");
            }
        }

        /// Before anything is known of the class.
        public static Steered of(String serviceClass, double level) {
            return new Steered(serviceClass, ClassFill.of(level), "taken for the fill rate itself");
        }
    }

    /// Below the minimum, order up to the maximum.
    record MinMax(double minUnits, double maxUnits) implements Policy {
        public MinMax {
            checkUpTo(minUnits, maxUnits);
        }
    }

    /// (s, S): at the reorder point or below, order up to a level.
    record ReorderUpTo(double reorderPointUnits, double upToUnits) implements Policy {
        public ReorderUpTo {
            checkUpTo(reorderPointUnits, upToUnits);
        }
    }

    /// (R, S): at every review, order up to a level.
    record OrderUpTo(double upToUnits) implements Policy {}

    /// (s, nQ): at the reorder point or below, order as few lots as lift the position above it.
    record ReorderLots(double reorderPointUnits, double lotUnits) implements Policy {
        public ReorderLots {
            if (!(lotUnits > 0)) {
                throw new IllegalArgumentException("A lot has more than 0 units, not " + lotUnits);
            }
        }
    }

    /// Below what so many periods are expected to need after the order could arrive, order up to what more need.
    record Cover(double minPeriods, double maxPeriods) implements Policy {
        public Cover {
            checkUpTo(minPeriods, maxPeriods);
        }
    }

    /// The same at every review.
    record Fixed(double units) implements Policy {
        public Fixed {
            if (!(units >= 0)) {
                throw new IllegalArgumentException("An order has 0 units or more, not " + units);
            }
        }
    }

    /// Nothing, ever: the item is ordered by hand or not at all.
    record None() implements Policy {}

    private static void checkUpTo(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("The lower of two levels comes first: " + low + " is not below " + high);
        }
    }
}
