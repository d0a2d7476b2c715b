package io.millrace.domain.stock;

import io.millrace.domain.Quantity;
import java.math.BigInteger;

/// The stock of one item at one location.
///
/// Balances are thousandths of the item's unit, times are microseconds or [Times#NEVER]. A million of these are kept in
/// memory, which is why they are plain numbers.
///
/// @param version counts the changes
/// @param countedAtMicros the moment of the last count that was booked
/// @param openedAtMicros the moment of the last opening count that was booked
/// @param outOfStockSinceMicros since when nothing is free; [Times#NEVER] while something is
/// @param unitCostTenThousandths what one unit cost on average, or [#NO_COST]
public record Position(
        long free,
        long reserved,
        long damaged,
        long quarantined,
        long inTransit,
        long onOrder,
        long version,
        long countedAtMicros,
        long openedAtMicros,
        long soldAtMicros,
        long receivedAtMicros,
        long outOfStockSinceMicros,
        long unitCostTenThousandths) {
    public static final long NO_COST = Long.MIN_VALUE;

    /// Nothing there, and nothing known.
    public static final Position EMPTY =
            new Position(0, 0, 0, 0, 0, 0, 0, Times.NEVER, Times.NEVER, Times.NEVER, Times.NEVER, Times.NEVER, NO_COST);

    public long balance(Bucket bucket) {
        return switch (bucket) {
            case FREE -> free;
            case RESERVED -> reserved;
            case DAMAGED -> damaged;
            case QUARANTINED -> quarantined;
            case IN_TRANSIT -> inTransit;
            case ON_ORDER -> onOrder;
            case SUPPLIER, CUSTOMER, SHRINK, SCRAP, OPENING, LINK ->
                throw new IllegalArgumentException(bucket + " is outside of every position");
        };
    }

    /// What can be promised to a customer.
    public long available() {
        return free;
    }

    /// What is physically there.
    public long onHand() {
        return free + reserved + damaged + quarantined;
    }

    /// What a count of the shelf should find.
    public long counted() {
        return free + reserved;
    }

    /// Whether every balance is still a number the contract can carry.
    boolean isWithinRange() {
        long max = Quantity.MAX.thousandths();
        for (long balance : new long[] {free, reserved, damaged, quarantined, inTransit, onOrder, onHand()}) {
            if (balance > max || balance < -max) {
                return false;
            }
        }
        return true;
    }

    /// The position after a movement; what it knows besides balances is as before.
    Position moved(Movement movement) {
        return new Position(
                free + movement.effectOn(Bucket.FREE),
                reserved + movement.effectOn(Bucket.RESERVED),
                damaged + movement.effectOn(Bucket.DAMAGED),
                quarantined + movement.effectOn(Bucket.QUARANTINED),
                inTransit + movement.effectOn(Bucket.IN_TRANSIT),
                onOrder + movement.effectOn(Bucket.ON_ORDER),
                version,
                countedAtMicros,
                openedAtMicros,
                soldAtMicros,
                receivedAtMicros,
                outOfStockSinceMicros,
                unitCostTenThousandths);
    }

    Position withCount(long atMicros, boolean opening) {
        return new Position(
                free,
                reserved,
                damaged,
                quarantined,
                inTransit,
                onOrder,
                version,
                atMicros,
                opening ? atMicros : openedAtMicros,
                soldAtMicros,
                receivedAtMicros,
                outOfStockSinceMicros,
                unitCostTenThousandths);
    }

    /// The end of one line: a new version, and since when nothing is free.
    Position closed(long atMicros, boolean sold, boolean received) {
        return new Position(
                free,
                reserved,
                damaged,
                quarantined,
                inTransit,
                onOrder,
                version + 1,
                countedAtMicros,
                openedAtMicros,
                sold ? Math.max(soldAtMicros, atMicros) : soldAtMicros,
                received ? Math.max(receivedAtMicros, atMicros) : receivedAtMicros,
                outOfStockSince(atMicros),
                unitCostTenThousandths);
    }

    private long outOfStockSince(long atMicros) {
        if (free > 0) {
            return Times.NEVER;
        }
        return outOfStockSinceMicros == Times.NEVER ? atMicros : outOfStockSinceMicros;
    }

    /// The moving average after goods came in at a known cost; stock that was owed does not count.
    Position withCostOf(long arrivedThousandths, long arrivedUnitCost) {
        long before = Math.max(0, onHand() - arrivedThousandths);
        long cost = before == 0 || unitCostTenThousandths == NO_COST
                ? arrivedUnitCost
                : average(before, unitCostTenThousandths, arrivedThousandths, arrivedUnitCost);
        return new Position(
                free,
                reserved,
                damaged,
                quarantined,
                inTransit,
                onOrder,
                version,
                countedAtMicros,
                openedAtMicros,
                soldAtMicros,
                receivedAtMicros,
                outOfStockSinceMicros,
                cost);
    }

    private static long average(long quantity, long cost, long otherQuantity, long otherCost) {
        BigInteger value = BigInteger.valueOf(quantity)
                .multiply(BigInteger.valueOf(cost))
                .add(BigInteger.valueOf(otherQuantity).multiply(BigInteger.valueOf(otherCost)));
        BigInteger sum = BigInteger.valueOf(quantity).add(BigInteger.valueOf(otherQuantity));
        return value.add(sum.shiftRight(1)).divide(sum).longValueExact();
    }
}
