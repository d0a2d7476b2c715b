package io.millrace.replenishment.simulation;

import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.fresh.AgedStock;

/// The stock of one item on its way through time. What keeps is a number; what expires lies in layers by age, of which
/// customers take the oldest first.
final class Shelf {
    private static final double OLDEST_FIRST = 0;

    private final int shelfLife;
    private final boolean wait;
    private AgedStock aged = AgedStock.of();
    private double units;
    private double waiting;

    /// @param shelfLife periods in which a unit can be sold after it arrived; zero if it keeps
    Shelf(int shelfLife, Unmet unmet) {
        this.shelfLife = shelfLife;
        this.wait = unmet == Unmet.BACKORDERED;
    }

    /// Below zero for what customers wait for already.
    void receive(double received) {
        if (received < 0) {
            waiting -= received;
        } else if (shelfLife == 0) {
            units += received;
        } else {
            aged = aged.with(received, shelfLife);
        }
    }

    double units() {
        return shelfLife == 0 ? units : aged.total();
    }

    /// What customers wait for.
    double waiting() {
        return waiting;
    }

    /// What will expire unsold if each period asks for its mean.
    double expiring(double[] means) {
        if (shelfLife == 0) {
            return 0;
        }
        double wasted = 0;
        AgedStock now = aged;
        for (double mean : means) {
            AgedStock.Day day = now.day(mean, OLDEST_FIRST);
            wasted += day.wasted();
            now = day.rest();
        }
        return wasted;
    }

    /// What a period came to.
    ///
    /// @param served of what was asked for in it, at once
    /// @param expired thrown away at its end
    record Day(double served, double expired) {}

    /// A period passes. Those who wait are served first.
    Day day(double asked) {
        double there = units();
        double served = Math.min(asked, Math.max(0, there - waiting));
        double open = waiting + asked;
        double expired = 0;
        if (shelfLife == 0) {
            units -= Math.min(open, there);
        } else {
            AgedStock.Day day = aged.day(open, OLDEST_FIRST);
            expired = day.wasted();
            aged = day.rest();
        }
        waiting = wait ? Math.max(0, open - there) : 0;
        return new Day(served, expired);
    }
}
