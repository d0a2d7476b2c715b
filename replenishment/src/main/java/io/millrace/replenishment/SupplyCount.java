package io.millrace.replenishment;

import java.util.ArrayList;
import java.util.List;

/// What counts as supply, from what the books say: a stock that is negative or will expire counts for nothing, and what
/// is on the way counts by when it is expected, by how much of it the supplier usually sends, and, once overdue, by how
/// likely it still comes. A lost order thus never blocks a new one.
public record SupplyCount(Supply supply, List<Alert> alerts) {
    public SupplyCount {
        alerts = List.copyOf(alerts);
    }

    /// What a person should look at.
    public enum Alert {
        /// The book says less than nothing: count the item.
        COUNT_NEGATIVE_STOCK,
        /// An order should have arrived: ask the supplier.
        CHASE_OVERDUE_ORDER
    }

    /// The books of one item at one location.
    ///
    /// @param freeUnits on hand and promised to nobody
    /// @param expiringUnits of these, what will expire unsold
    /// @param backorderedUnits what customers wait for and is not reserved; none in stores
    public record Books(double freeUnits, double expiringUnits, double backorderedUnits) {}

    /// An open order, or what is left of it.
    ///
    /// @param duePeriod at the start of which period it is due, counted from one; one or less if it is due or overdue
    /// @param expectedFill the share that the supplier usually sends
    public record Incoming(double units, int duePeriod, double expectedFill) {
        public Incoming {
            if (!(units >= 0) || !(expectedFill >= 0 && expectedFill <= 1)) {
                throw new IllegalArgumentException(
                        "What is on the way has units of 0 or more and a fill from 0 to 1, not " + units + " and "
                                + expectedFill);
            }
        }
    }

    /// The conditional tail of a lead time.
    @FunctionalInterface
    public interface OverdueTail {
        /// The probability that an order comes within some periods more, given that it is overdue by some.
        double arrivesWithin(int periods, int overduePeriods);

        /// The tail that knows nothing of the supplier: half of what is missing comes with each period, and each period
        /// overdue makes it a third likelier that it never comes.
        static OverdueTail unknown() {
            return (periods, overdue) -> Math.pow(2.0 / 3, overdue) * (1 - Math.pow(0.5, periods));
        }
    }

    /// Counts.
    public static SupplyCount of(Books books, List<Incoming> incoming, OverdueTail tail, int periods) {
        List<Alert> alerts = new ArrayList<>();
        if (books.freeUnits() < 0) {
            alerts.add(Alert.COUNT_NEGATIVE_STOCK);
        }
        double usable = Math.max(0, books.freeUnits());
        double stock = Math.max(0, usable - books.expiringUnits()) - books.backorderedUnits();
        double[] arrivals = new double[periods];
        for (Incoming order : incoming) {
            if (order.duePeriod() < 1) {
                alerts.add(Alert.CHASE_OVERDUE_ORDER);
                spread(order, tail, arrivals);
            } else if (order.duePeriod() <= periods) {
                arrivals[order.duePeriod() - 1] += order.units() * order.expectedFill();
            }
        }
        return new SupplyCount(
                Supply.of(stock, arrivals), alerts.stream().distinct().toList());
    }

    private static void spread(Incoming order, OverdueTail tail, double[] arrivals) {
        int overdue = 1 - order.duePeriod();
        double before = 0;
        for (int period = 1; period <= arrivals.length; period++) {
            double until = tail.arrivesWithin(period, overdue);
            arrivals[period - 1] += order.units() * order.expectedFill() * Math.max(0, until - before);
            before = until;
        }
    }
}
