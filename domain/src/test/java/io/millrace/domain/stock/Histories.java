package io.millrace.domain.stock;

import static io.millrace.domain.stock.Sketch.MINUTE_MICROS;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.Body;
import io.millrace.domain.stock.StockEvent.CountScope;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.Original;
import io.millrace.domain.stock.StockEvent.Reserve;
import io.millrace.domain.stock.StockEvent.Reversal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Random lives of a shop, in the order in which they reach the ledger.
final class Histories {
    static final List<Sku> ITEMS = List.of(Bodies.MILK, Bodies.BREAD, Sku.of("eggs"));

    private static final long ARRIVAL_MINUTES = 10;

    private Histories() {}

    /// What kind of event a step sends.
    enum Kind {
        SALE,
        SALE_FROM_RESERVATION,
        RETURN,
        RETURN_DAMAGED,
        RETURN_QUARANTINED,
        RECEIPT,
        RECEIPT_FOR_ORDER,
        ON_ORDER,
        LESS_ON_ORDER,
        DISPATCH,
        LINKED,
        ARRIVED,
        LOST,
        FOUND_MORE,
        FOUND_LESS,
        DAMAGE,
        SCRAP,
        QUARANTINE,
        QUARANTINE_OVER,
        SUPPLIER_RETURN,
        COUNT,
        OPENING_COUNT,
        RESERVE,
        RESERVE_ALL,
        CONFIRM,
        RELEASE,
        RELEASE_SOME,
        EXPIRE,
        COUNT_OPENED,
        COUNTED_IN_SESSION,
        COUNT_CLOSED,
        REPEAT,
        CONFLICT,
        VOID,
        CORRECTION,
        VOID_BY_NAME,
        CORRECTION_BY_NAME
    }

    private static final Set<Kind> OF_TILLS =
            EnumSet.of(Kind.SALE, Kind.SALE_FROM_RESERVATION, Kind.RETURN, Kind.RETURN_DAMAGED);

    /// @param lateMinutes how long it takes from happening to arriving, below zero if the source's clock is ahead
    /// @param reference which order, reservation, count or other step it is about
    record Step(Kind kind, Sku item, int units, int lateMinutes, int reference) {}

    static Arbitrary<List<StockEvent>> ofAllKinds() {
        return steps().list().ofMinSize(1).ofMaxSize(40).map(Histories::events);
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<Integer> late = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.integers().between(1, 120)),
                Tuple.of(1, Arbitraries.integers().between(2_500, 3_500)),
                Tuple.of(1, Arbitraries.integers().between(-60, -1)));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(ITEMS),
                        Arbitraries.integers().between(1, 9),
                        late,
                        Arbitraries.integers().between(0, 39))
                .as(Step::new);
    }

    private static List<StockEvent> events(List<Step> steps) {
        List<StockEvent> events = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            events.add(event(steps, i));
        }
        return events;
    }

    private static StockEvent event(List<Step> steps, int index) {
        Step step = steps.get(index);
        Step other = steps.get(step.reference % steps.size());
        long recordedAt = Sketch.minute(index * ARRIVAL_MINUTES);
        StockEvent about = own(other, step.reference % steps.size());
        Goods instead = Bodies.sale(step.item, step.units);
        return switch (step.kind) {
            case REPEAT -> recorded(about, recordedAt, about.digest());
            case CONFLICT -> recorded(about, recordedAt, about.digest() + 1);
            case VOID ->
                reversal(step, index, new Original.Carried(carried(about, recordedAt), List.of()), Optional.empty());
            case CORRECTION ->
                reversal(
                        step, index, new Original.Carried(carried(about, recordedAt), List.of()), Optional.of(instead));
            case VOID_BY_NAME -> reversal(step, index, new Original.Named(about.eventId()), Optional.empty());
            case CORRECTION_BY_NAME ->
                reversal(
                        step,
                        index,
                        new Original.Named(about.eventId()),
                        Optional.of(Bodies.adjusted(step.item, step.units)));
            default -> own(step, index);
        };
    }

    /// The event of a step that is about no other.
    private static StockEvent own(Step step, int index) {
        boolean isOfTill = OF_TILLS.contains(step.kind);
        return sketch(step, index, isOfTill, body(step, index)).done();
    }

    private static StockEvent reversal(Step step, int index, Original original, Optional<Goods> replacement) {
        return sketch(step, index, step.units % 2 == 0, new Reversal(original, replacement))
                .done();
    }

    private static Sketch sketch(Step step, int index, boolean isOfTill, Body body) {
        Sketch sketch = isOfTill ? Sketch.number(index, body) : Sketch.event("event-" + index, body);
        long recordedAt = Sketch.minute(index * ARRIVAL_MINUTES);
        return sketch.occurred(recordedAt - step.lateMinutes * MINUTE_MICROS).recorded(recordedAt);
    }

    private static StockEvent recorded(StockEvent event, long recordedAt, int digest) {
        return new StockEvent(
                event.eventId(),
                event.identity(),
                event.occurredAtMicros(),
                recordedAt,
                digest,
                event.sums(),
                event.body());
    }

    private static StockEvent carried(StockEvent event, long recordedAt) {
        return recorded(event, recordedAt, event.digest());
    }

    private static Body body(Step step, int index) {
        Sku item = step.item;
        int units = step.units;
        long at = Sketch.minute(index * ARRIVAL_MINUTES) - step.lateMinutes * MINUTE_MICROS;
        return switch (step.kind) {
            case SALE, REPEAT, CONFLICT, VOID, CORRECTION -> Bodies.sale(item, units);
            case SALE_FROM_RESERVATION -> Bodies.saleFrom(reservation(step), item, units);
            case RETURN -> Bodies.returned(item, units, Bucket.FREE);
            case RETURN_DAMAGED -> Bodies.returned(item, units, Bucket.DAMAGED);
            case RETURN_QUARANTINED -> Bodies.returned(item, units, Bucket.QUARANTINED);
            case RECEIPT, VOID_BY_NAME, CORRECTION_BY_NAME -> Bodies.receipt(item, units);
            case RECEIPT_FOR_ORDER -> Bodies.receiptFor(order(step), orderedItem(step), units);
            case ON_ORDER -> Bodies.onOrder(orderSequence(step, index), order(step), orderedItem(step), units);
            case LESS_ON_ORDER -> Bodies.onOrder(orderSequence(step, index), order(step), orderedItem(step), -units);
            case DISPATCH -> Bodies.dispatch(item, units);
            case LINKED -> Bodies.linked(item, units);
            case ARRIVED -> Bodies.arrived(item, units);
            case LOST -> Bodies.lostOnTheWay(item, units);
            case FOUND_MORE -> Bodies.adjusted(item, units);
            case FOUND_LESS -> Bodies.adjusted(item, -units);
            case DAMAGE -> Bodies.moved(item, Bucket.FREE, Bucket.DAMAGED, units);
            case SCRAP -> Bodies.moved(item, Bucket.DAMAGED, Bucket.SCRAP, units);
            case QUARANTINE -> Bodies.moved(item, Bucket.FREE, Bucket.QUARANTINED, units);
            case QUARANTINE_OVER -> Bodies.moved(item, Bucket.QUARANTINED, Bucket.FREE, units);
            case SUPPLIER_RETURN -> Bodies.supplierReturn(item, Bucket.FREE, units);
            case COUNT -> Bodies.counted(item, units, at);
            case OPENING_COUNT -> Bodies.openingCount(item, units, at);
            case RESERVE, RESERVE_ALL -> reserve(step, index);
            case CONFIRM -> new StockEvent.Confirm(reservation(step));
            case RELEASE -> new StockEvent.Release(reservation(step), Reason.NONE, List.of());
            case RELEASE_SOME ->
                new StockEvent.Release(
                        reservation(step), Reason.NONE, List.of(Bodies.reserveLine(1, item, step.units)));
            case EXPIRE -> new StockEvent.Expire(reservation(step));
            case COUNT_OPENED -> new StockEvent.CountOpened(count(step), false, scope(step));
            case COUNTED_IN_SESSION -> Bodies.counted(count(step), false, item, units, at);
            case COUNT_CLOSED -> new StockEvent.CountClosed(count(step));
        };
    }

    private static Reserve reserve(Step step, int index) {
        long expiresAt = step.units < 5
                ? Times.NEVER
                : Sketch.minute(index * ARRIVAL_MINUTES + ARRIVAL_MINUTES * (step.units - 5));
        return new Reserve(
                reservation(step),
                expiresAt,
                step.kind == Kind.RESERVE_ALL,
                List.of(Bodies.reserveLine(1, step.item, step.units), Bodies.reserveLine(2, ITEMS.getFirst(), 1)));
    }

    private static CountScope scope(Step step) {
        return step.units < 5 ? Bodies.everything() : new CountScope(false, List.of(), List.of(step.item));
    }

    private static String reservation(Step step) {
        return "reservation-" + step.reference % 4;
    }

    private static String order(Step step) {
        return "order-" + step.reference % 4;
    }

    /// An order line is about one item, whoever mentions it.
    private static Sku orderedItem(Step step) {
        return ITEMS.get(step.reference % 4 % ITEMS.size());
    }

    private static String count(Step step) {
        return "count-" + step.reference % 3;
    }

    private static long orderSequence(Step step, int index) {
        return step.units == 9 ? Math.max(1, index - 2) : index + 1;
    }
}
