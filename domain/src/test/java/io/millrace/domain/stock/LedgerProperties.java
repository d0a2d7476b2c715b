package io.millrace.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.Decision.Pending;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.Decision.PostedLine;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Decision.Repeated;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LedgerProperties {
    @Provide
    Arbitrary<List<StockEvent>> histories() {
        return Histories.ofAllKinds();
    }

    @Property(tries = 3_000)
    void shouldKnowAtEveryMomentWhatTheReferenceKnows(@ForAll("histories") List<StockEvent> history) {
        Store store = new Store();
        ReferenceLedger reference = new ReferenceLedger(LedgerSettings.DEFAULT.countLateMicros());
        for (StockEvent event : history) {
            Decision decision = store.send(event);
            assertThat(ending(decision)).as("%s gave %s", event, decision).isEqualTo(reference.take(event));
            for (Sku item : Histories.ITEMS) {
                assertThat(balances(store, item)).as("after %s", event).isEqualTo(balances(reference, item));
                assertThat(reference.reserved(item))
                        .isEqualTo(store.lane().position(item).reserved());
            }
        }
    }

    private static Map<String, Long> balances(Store store, Sku item) {
        Map<String, Long> balances = new HashMap<>();
        for (Bucket bucket : Bucket.values()) {
            boolean isUnexplained = bucket == Bucket.SHRINK || bucket == Bucket.OPENING;
            balances.merge(isUnexplained ? "UNEXPLAINED" : bucket.name(), store.thousandths(item, bucket), Long::sum);
        }
        return balances;
    }

    private static Map<String, Long> balances(ReferenceLedger reference, Sku item) {
        Map<String, Long> balances = new HashMap<>();
        for (Bucket bucket : Bucket.values()) {
            if (bucket != Bucket.SHRINK && bucket != Bucket.OPENING) {
                balances.put(bucket.name(), reference.thousandths(item, bucket));
            }
        }
        balances.put("UNEXPLAINED", reference.unexplained(item));
        return balances;
    }

    private static ReferenceLedger.Ending ending(Decision decision) {
        return switch (decision) {
            case Posted _ -> ReferenceLedger.Ending.POSTED;
            case Repeated _ -> ReferenceLedger.Ending.REPEATED;
            case Pending _ -> ReferenceLedger.Ending.PENDING;
            case Rejected _ -> ReferenceLedger.Ending.REJECTED;
        };
    }

    @Property
    void shouldConserveEveryItem(@ForAll("histories") List<StockEvent> history) {
        Store store = new Store();
        history.forEach(store::send);

        for (Sku item : Histories.ITEMS) {
            long sum = 0;
            for (Bucket bucket : Bucket.values()) {
                sum += store.thousandths(item, bucket);
                assertThat(store.thousandths(item, bucket)).isEqualTo(store.moved(item, bucket));
            }
            assertThat(sum).isZero();
        }
        assertThat(store.lines())
                .flatMap(PostedLine::movements)
                .allMatch(movement -> movement.quantity().isPositive());
    }

    @Property
    void shouldChangeNothingWhenAnEventComesAgain(@ForAll("histories") List<StockEvent> history) {
        Store store = new Store();
        for (StockEvent event : history) {
            Decision first = store.send(event);
            if (first instanceof Posted || first instanceof Pending) {
                List<Object> before = store.lane().contents();

                assertThat(store.send(event)).isEqualTo(Repeated.REPEATED);
                assertThat(store.lane().contents()).isEqualTo(before);
            }
        }
    }

    @Property
    void shouldNeverPostAnotherEventOfTheSameIdentity(@ForAll("histories") List<StockEvent> history) {
        Store store = new Store();
        for (StockEvent event : history) {
            Decision first = store.send(event);
            if (first instanceof Posted || first instanceof Pending) {
                List<Object> before = store.lane().contents();

                assertThat(store.send(otherContent(event)))
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(Rejection.CONFLICT));
                assertThat(store.lane().contents()).isEqualTo(before);
            }
        }
    }

    private static StockEvent otherContent(StockEvent event) {
        return new StockEvent(
                event.eventId(),
                event.identity(),
                event.occurredAtMicros(),
                event.recordedAtMicros(),
                ~event.digest(),
                event.sums(),
                event.body());
    }

    @Property
    void shouldRebuildEveryPositionFromWhatWasPosted(@ForAll("histories") List<StockEvent> history) {
        Store store = new Store();
        history.forEach(store::send);

        Map<Sku, Position> rebuilt = new HashMap<>();
        for (PostedLine line : store.lines()) {
            Position before = rebuilt.getOrDefault(line.item(), Position.EMPTY);
            Position after = before;
            for (Movement movement : line.movements()) {
                after = after.moved(movement);
            }
            for (Bucket bucket : Bucket.values()) {
                if (bucket.isHeld()) {
                    assertThat(after.balance(bucket)).isEqualTo(line.after().balance(bucket));
                }
            }
            boolean isNote = line.flags().contains(Flag.RECOUNT);
            assertThat(line.after().version()).isEqualTo(before.version() + (isNote ? 0 : 1));
            rebuilt.put(line.item(), line.after());
        }
        assertThat(rebuilt).containsAllEntriesOf(store.lane().positions());
    }

    @Property
    void shouldReserveWhatReservationsHold(@ForAll("histories") List<StockEvent> history) {
        Store store = new Store();
        for (StockEvent event : history) {
            store.send(event);
            for (Sku item : Histories.ITEMS) {
                long open = store.lane().reservations().values().stream()
                        .mapToLong(reservation -> reservation.open().getOrDefault(item, 0L))
                        .sum();
                assertThat(open).isEqualTo(store.lane().position(item).reserved());
            }
        }
    }
}
