package io.millrace.domain.stock;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Change.OfCounted;
import io.millrace.domain.stock.Change.OfPosition;
import io.millrace.domain.stock.Decision.Pending;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.Decision.PostedLine;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Decision.Shipment;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.TillNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A posting in the making: what the lane will look like, line after line, before any of it is true.
final class Draft {
    private final Lane lane;
    private final Shop shop;
    private final StockEvent event;
    private final Map<Sku, Move> positions = new LinkedHashMap<>();
    private final Map<DayOfTill, TillDay> days = new LinkedHashMap<>();
    private final Map<String, Reservation> reservations = new LinkedHashMap<>();
    private final Map<LineOfOrder, OpenOrder> orders = new LinkedHashMap<>();
    private final List<PostedLine> lines = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Shipment> shipments = new ArrayList<>();
    private final Map<Sku, Long> granted = new HashMap<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final List<StockAlert> alerts = new ArrayList<>();
    private boolean overflown;

    /// A position before the first line that moves it, and after the last.
    private record Move(Position before, Position after) {}

    private record DayOfTill(String till, LocalDate businessDate) {}

    private record LineOfOrder(String orderId, int orderLine) {}

    /// What a line is, besides its movements.
    ///
    /// @param absorbable whether a later count has already seen its effect
    /// @param countedAtMicros when a count says it was made, if the line is one
    /// @param opening whether the line is an opening count
    /// @param reversed whether it takes back a line of an earlier event
    record Traits(
            boolean sold,
            boolean received,
            boolean absorbable,
            long unitCost,
            long countedAtMicros,
            boolean opening,
            boolean reversed) {
        static final Traits PLAIN = new Traits(false, false, true, Position.NO_COST, Times.NEVER, false, false);
        static final Traits SOLD = new Traits(true, false, true, Position.NO_COST, Times.NEVER, false, false);
        static final Traits REVERSED = new Traits(false, false, true, Position.NO_COST, Times.NEVER, false, true);

        static Traits received(long unitCost) {
            return new Traits(false, true, true, unitCost, Times.NEVER, false, false);
        }

        static Traits counted(long countedAtMicros, boolean opening) {
            return new Traits(false, false, false, Position.NO_COST, countedAtMicros, opening, false);
        }
    }

    Draft(Lane lane, Shop shop, StockEvent event) {
        this.lane = lane;
        this.shop = shop;
        this.event = event;
    }

    StockEvent event() {
        return event;
    }

    Lane lane() {
        return lane;
    }

    Shop shop() {
        return shop;
    }

    Position position(Sku item) {
        Move drafted = positions.get(item);
        return drafted == null ? lane.position(item) : drafted.after;
    }

    TillDay day(String till, LocalDate businessDate) {
        TillDay drafted = days.get(new DayOfTill(till, businessDate));
        return drafted == null ? lane.tillDay(till, businessDate) : drafted;
    }

    void day(String till, LocalDate businessDate, TillDay day) {
        days.put(new DayOfTill(till, businessDate), day);
    }

    Optional<Reservation> reservation(String reservationId) {
        Reservation drafted = reservations.get(reservationId);
        return drafted == null ? lane.reservation(reservationId) : Optional.of(drafted);
    }

    void reservation(String reservationId, Reservation reservation) {
        reservations.put(reservationId, reservation);
    }

    OpenOrder order(String orderId, int orderLine) {
        OpenOrder drafted = orders.get(new LineOfOrder(orderId, orderLine));
        return drafted == null ? lane.order(orderId, orderLine) : drafted;
    }

    void order(String orderId, int orderLine, OpenOrder order) {
        if (order.isWithinRange()) {
            orders.put(new LineOfOrder(orderId, orderLine), order);
        } else {
            overflow();
        }
    }

    /// Some number of it is more than the contract can carry, so that nothing of it will be posted.
    void overflow() {
        overflown = true;
    }

    void change(Change change) {
        changes.add(change);
    }

    void ship(Shipment shipment) {
        shipments.add(shipment);
    }

    void flag(Flag flag) {
        flags.add(flag);
    }

    void alert(StockAlert alert) {
        alerts.add(alert);
    }

    void grant(Sku item, long thousandths) {
        granted.merge(item, thousandths, Long::sum);
    }

    /// Books one line; what a count has already seen is given back to where the count found it missing.
    void book(int number, Sku item, List<Movement> movements, long atMicros, Traits traits) {
        Position before = position(item);
        Position after = before;
        long effect = 0;
        for (Movement movement : movements) {
            after = after.moved(movement);
            effect += movement.effectOnCounted();
        }
        List<Movement> booked = movements;
        if (traits.absorbable && effect != 0) {
            if (before.countedAtMicros() != Times.NEVER && atMicros <= before.countedAtMicros()) {
                Movement absorbed = absorption(before, effect, atMicros);
                after = after.moved(absorbed);
                booked = new ArrayList<>(movements);
                booked.add(absorbed);
            } else {
                changes.add(new OfCounted(item, atMicros, effect));
            }
        }
        if (traits.received && traits.unitCost != Position.NO_COST) {
            after = after.withCostOf(arrived(movements), traits.unitCost);
        }
        if (!traits.absorbable) {
            after = after.withCount(atMicros, traits.opening);
        }
        close(number, item, booked, before, after.closed(atMicros, traits.sold, traits.received), traits);
    }

    private void close(int number, Sku item, List<Movement> booked, Position before, Position after, Traits traits) {
        overflown |= !after.isWithinRange();
        positions.merge(item, new Move(before, after), (first, last) -> new Move(first.before, last.after));
        lines.add(new PostedLine(
                number,
                item,
                booked,
                after,
                flags(item, before, after, booked),
                traits.unitCost,
                traits.countedAtMicros,
                traits.reversed));
    }

    /// A line that moves nothing, but says something.
    void note(int number, Sku item, Flag flag, long countedAtMicros) {
        lines.add(new PostedLine(
                number, item, List.of(), position(item), EnumSet.of(flag), Position.NO_COST, countedAtMicros, false));
        flag(flag);
    }

    private static Movement absorption(Position before, long effect, long atMicros) {
        Bucket account = atMicros <= before.openedAtMicros() ? Bucket.OPENING : Bucket.SHRINK;
        Quantity quantity = new Quantity(Math.abs(effect));
        return effect < 0
                ? new Movement(account, Bucket.FREE, quantity, Reason.ABSORBED_BY_COUNT)
                : new Movement(Bucket.FREE, account, quantity, Reason.ABSORBED_BY_COUNT);
    }

    private static long arrived(List<Movement> movements) {
        long arrived = 0;
        for (Movement movement : movements) {
            boolean inside = movement.to() == Bucket.FREE || movement.to() == Bucket.DAMAGED;
            arrived += inside ? movement.quantity().thousandths() : 0;
        }
        return arrived;
    }

    private Set<Flag> flags(Sku item, Position before, Position after, List<Movement> booked) {
        boolean absorbed = !booked.isEmpty() && booked.getLast().reason().equals(Reason.ABSORBED_BY_COUNT);
        boolean unlisted = !shop.isListed(item);
        boolean belowZero = after.free() < 0 && after.free() < before.free();
        if (!absorbed && !unlisted && !belowZero) {
            return Set.of();
        }
        Set<Flag> noticed = EnumSet.noneOf(Flag.class);
        noticed.addAll(absorbed ? Set.of(Flag.ABSORBED_BY_COUNT) : Set.of());
        noticed.addAll(unlisted ? Set.of(Flag.UNLISTED_ITEM) : Set.of());
        noticed.addAll(belowZero ? Set.of(Flag.BELOW_ZERO) : Set.of());
        flags.addAll(noticed);
        return noticed;
    }

    /// The till's day with this event, which is heard once even if it had to wait before it is posted.
    private TillDay heard(TillNumber number) {
        TillDay day = day(number.till(), number.businessDate());
        return day.numbers().contains(number.sequence())
                ? day
                : day.heard(number.sequence(), event.sums(), event.effectiveAtMicros(), event.recordedAtMicros());
    }

    /// It has to wait; its identity is on record, so that neither a repeat nor a conflict gets past it.
    Pending pending(Identity awaited) {
        List<Change> known = new ArrayList<>(2);
        if (event.identity() instanceof TillNumber number) {
            known.add(new Change.OfTillDay(number.till(), number.businessDate(), heard(number)));
        }
        known.add(Identities.remembered(event));
        return new Pending(awaited, known);
    }

    /// The finished decision, with the event's identity on record.
    Decision posted(LedgerSettings settings) {
        if (overflown) {
            return new Rejected(
                    Rejection.OVERFLOW,
                    "lines",
                    "the stock would have more than 18 digits; check the quantities and send the event again");
        }
        if (event.occurredAtMicros() < event.recordedAtMicros() - settings.lateAfterMicros()) {
            flags.add(Flag.LATE);
        }
        positions.forEach((item, move) -> {
            changes.add(new OfPosition(item, move.after));
            alerts.addAll(AlertRules.between(item, move.before, move.after, shop.lowStock(item)));
        });
        if (event.identity() instanceof TillNumber number) {
            day(number.till(), number.businessDate(), heard(number));
        }
        reservations.forEach((id, reservation) -> changes.add(new Change.OfReservation(id, reservation)));
        orders.forEach((key, order) -> changes.add(new Change.OfOrder(key.orderId, key.orderLine, order)));
        days.forEach((key, day) -> changes.add(new Change.OfTillDay(key.till, key.businessDate, day)));
        changes.add(Identities.remembered(event));
        return new Posted(lines, flags, changes, alerts, shipments, granted);
    }
}
