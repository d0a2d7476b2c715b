package io.millrace.domain.stock;

import io.millrace.domain.Quantity;

/// A positive quantity that leaves one account and enters another: balanced by construction.
public record Movement(Bucket from, Bucket to, Quantity quantity, Reason reason) {
    public Movement {
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("a movement of " + quantity + " is not above zero");
        }
        if (from == to) {
            throw new IllegalArgumentException("a movement from " + from + " to itself");
        }
    }

    /// The same goods on their way back.
    public Movement reversed() {
        return new Movement(to, from, quantity, reason);
    }

    /// What the movement adds to a bucket, in thousandths.
    public long effectOn(Bucket bucket) {
        if (from == bucket) {
            return -quantity.thousandths();
        }
        return to == bucket ? quantity.thousandths() : 0;
    }

    /// What the movement adds to the stock that a count sees.
    long effectOnCounted() {
        long thousandths = quantity.thousandths();
        return (to.isCounted() ? thousandths : 0) - (from.isCounted() ? thousandths : 0);
    }
}
