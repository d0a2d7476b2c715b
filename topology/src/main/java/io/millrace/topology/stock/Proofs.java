package io.millrace.topology.stock;

import io.millrace.domain.Quantity;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.Reservation;
import io.millrace.events.stock.Proof;
import io.millrace.events.stock.ProofCounts;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.ItemSlot;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.StockState;
import io.millrace.topology.stock.state.Tally;
import io.millrace.topology.stock.state.Tally.Ending;
import java.time.Instant;

/// Checks that nothing was lost: what is stored against what was added up on the way.
final class Proofs {
    private Proofs() {}

    /// The check of one tenant in one partition, by a scan of all its positions.
    static Proof of(StockState state, String tenant, int partition, Instant at) {
        Tally tally = state.tally(tenant);
        Scan scan = Scan.of(state, tenant);
        long sumOfAccounts = 0;
        long drift = Math.abs(tally.consumed() - tally.ended());
        for (Bucket bucket : Bucket.values()) {
            sumOfAccounts += tally.account(bucket);
            drift += bucket.isHeld() ? Math.abs(tally.account(bucket) - scan.position.balance(bucket)) : 0;
        }
        drift += Math.abs(sumOfAccounts) + Math.abs(scan.reservations - scan.position.reserved());
        return new Proof(
                partition,
                tenant,
                JournalEntries.balances(scan.position),
                new Quantity(tally.in()),
                new Quantity(tally.out()),
                new Quantity(scan.reservations),
                new Quantity(tally.account(Bucket.LINK)),
                new Quantity(drift),
                new ProofCounts(
                        tally.consumed(),
                        tally.count(Ending.POSTED),
                        tally.count(Ending.REPEATED),
                        tally.count(Ending.PENDING),
                        tally.count(Ending.REJECTED)),
                state.journalSequence(),
                new Quantity(sumOfAccounts),
                at);
    }

    /// The sums of what is stored.
    private record Scan(Position position, long reservations) {
        static Scan of(StockState state, String tenant) {
            long[] sums = new long[Bucket.COUNT];
            long reservations = 0;
            for (LaneState lane : state.lanes()) {
                if (!lane.key().tenant().value().equals(tenant)) {
                    continue;
                }
                for (ItemSlot item : lane.slots()) {
                    add(sums, item.value());
                }
                for (Slot<String, Reservation> reservation : lane.reservations().values()) {
                    reservations += reservation.value().open().values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
                }
            }
            return new Scan(position(sums), reservations);
        }

        private static void add(long[] sums, Position position) {
            for (Bucket bucket : Bucket.values()) {
                if (bucket.isHeld()) {
                    sums[bucket.code()] += position.balance(bucket);
                }
            }
        }

        private static Position position(long[] sums) {
            Position none = Position.EMPTY;
            return new Position(
                    sums[Bucket.FREE.code()],
                    sums[Bucket.RESERVED.code()],
                    sums[Bucket.DAMAGED.code()],
                    sums[Bucket.QUARANTINED.code()],
                    sums[Bucket.IN_TRANSIT.code()],
                    sums[Bucket.ON_ORDER.code()],
                    0,
                    none.countedAtMicros(),
                    none.openedAtMicros(),
                    none.soldAtMicros(),
                    none.receivedAtMicros(),
                    none.outOfStockSinceMicros(),
                    none.unitCostTenThousandths());
        }
    }
}
