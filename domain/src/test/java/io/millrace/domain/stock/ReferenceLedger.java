package io.millrace.domain.stock;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.CountClosed;
import io.millrace.domain.stock.StockEvent.CountOpened;
import io.millrace.domain.stock.StockEvent.CountScope;
import io.millrace.domain.stock.StockEvent.Counted;
import io.millrace.domain.stock.StockEvent.CountedLine;
import io.millrace.domain.stock.StockEvent.Draws;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.OnOrder;
import io.millrace.domain.stock.StockEvent.OrderChange;
import io.millrace.domain.stock.StockEvent.Original;
import io.millrace.domain.stock.StockEvent.Reserve;
import io.millrace.domain.stock.StockEvent.ReserveLine;
import io.millrace.domain.stock.StockEvent.Reversal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The ledger as one would explain it: a list of what is known to have happened, added up anew for every question.
///
/// What a shelf holds is what the last count found, and what happened after it. Slow, without any shortcut of the rules
/// it is compared with: no running totals, no absorption, no variance; and without windows but that of counts.
public final class ReferenceLedger {
    private final long countLateMicros;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final Map<Identity, Integer> known = new HashMap<>();
    private final Map<UUID, StockEvent> commands = new HashMap<>();
    private final Set<Identity> takenBack = new HashSet<>();
    private final Map<Identity, List<StockEvent>> waiting = new HashMap<>();
    private final ReferenceReservations reservations = new ReferenceReservations();
    private final Map<OrderLine, Order> orders = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private long orderSequence;

    /// How an event ends.
    public enum Ending {
        POSTED,
        REPEATED,
        PENDING,
        REJECTED
    }

    private record Fact(Sku item, Bucket from, Bucket to, long thousandths, long atMicros) {
        long effectOn(Bucket bucket) {
            return (to == bucket ? thousandths : 0) - (from == bucket ? thousandths : 0);
        }

        long effectOnShelf() {
            return effectOn(Bucket.FREE) + effectOn(Bucket.RESERVED);
        }
    }

    private record Count(Sku item, long thousandths, long atMicros) {}

    private record OrderLine(String orderId, int orderLine) {}

    private record Order(Sku item, boolean isKnown, long ordered, long received) {}

    private record Session(CountScope scope, Set<Sku> counted, boolean isOpen) {}

    public ReferenceLedger(long countLateMicros) {
        this.countLateMicros = countLateMicros;
    }

    /// The next event arrives.
    public Ending take(StockEvent event) {
        Integer digest = known.get(event.identity());
        if (digest != null) {
            return digest == event.digest() ? Ending.REPEATED : Ending.REJECTED;
        }
        return judge(event);
    }

    private Ending judge(StockEvent event) {
        Ending ending = switch (event.body()) {
            case Goods goods -> goods(event, goods);
            case Counted counted -> counted(event, counted);
            case CountOpened opened -> opened(opened);
            case CountClosed closed -> closed(event, closed);
            case Reserve reserve -> reserve(event, reserve);
            case StockEvent.Confirm confirm -> confirm(confirm.reservationId());
            case StockEvent.Release release -> release(event, release);
            case StockEvent.Expire expire -> expire(event, expire.reservationId());
            case Reversal reversal -> reversal(event, reversal);
            case OnOrder onOrder -> onOrder(onOrder);
            case StockEvent.OpenOrders orders -> ordered(orders.lines());
            case StockEvent.DayClosed _, StockEvent.History _ -> Ending.POSTED;
        };
        if (ending == Ending.POSTED || ending == Ending.PENDING) {
            known.put(event.identity(), event.digest());
        }
        if (ending == Ending.POSTED) {
            List<StockEvent> awoken = waiting.remove(event.identity());
            (awoken == null ? List.<StockEvent>of() : awoken).forEach(this::judge);
        }
        return ending;
    }

    private Ending goods(StockEvent event, Goods goods) {
        post(goods, event.effectiveAtMicros());
        if (goods.kind() != GoodsKind.SALE && goods.kind() != GoodsKind.LINKED) {
            commands.put(event.eventId(), event);
        }
        return Ending.POSTED;
    }

    private void post(Goods goods, long atMicros) {
        for (GoodsLine line : goods.lines()) {
            long thousandths = line.quantity().thousandths();
            long reserved = 0;
            switch (line.draws()) {
                case Draws.Nothing _ -> {
                    // Its ordinary account is all it draws on.
                }
                case Draws.OfReservation(String id) -> reserved = reservations.draw(id, line.item(), thousandths);
                case Draws.OfOrder(String id, int number) -> received(id, number, line.item(), thousandths);
            }
            facts.add(new Fact(line.item(), Bucket.RESERVED, line.to(), reserved, atMicros));
            facts.add(new Fact(line.item(), line.from(), line.to(), thousandths - reserved, atMicros));
        }
    }

    private void takeBack(Goods goods, long atMicros) {
        for (GoodsLine line : goods.lines()) {
            long thousandths = line.quantity().thousandths();
            if (line.draws() instanceof Draws.OfOrder(String id, int number)) {
                received(id, number, line.item(), -thousandths);
            }
            facts.add(new Fact(line.item(), line.to(), line.from(), thousandths, atMicros));
        }
    }

    private void received(String orderId, int orderLine, Sku item, long thousandths) {
        OrderLine key = new OrderLine(orderId, orderLine);
        Order order = orders.getOrDefault(key, new Order(item, false, 0, 0));
        orders.put(key, new Order(item, order.isKnown, order.ordered, order.received + thousandths));
    }

    private Ending onOrder(OnOrder onOrder) {
        if (onOrder.sequence() <= orderSequence) {
            return Ending.REPEATED;
        }
        orderSequence = onOrder.sequence();
        return ordered(onOrder.changes());
    }

    private Ending ordered(List<OrderChange> changes) {
        changes.forEach(change -> {
            OrderLine key = new OrderLine(change.orderId(), change.orderLine());
            Order order = orders.getOrDefault(key, new Order(change.item(), false, 0, 0));
            long ordered = order.ordered + change.delta().thousandths();
            orders.put(key, new Order(change.item(), true, ordered, order.received));
        });
        return Ending.POSTED;
    }

    private Ending counted(StockEvent event, Counted counted) {
        counted.lines().forEach(line -> count(event, line));
        Session session = sessions.get(counted.countId());
        if (session != null && session.isOpen) {
            counted.lines().stream().map(CountedLine::item).forEach(session.counted::add);
        }
        return Ending.POSTED;
    }

    private void count(StockEvent event, CountedLine line) {
        long atMicros = Math.min(line.countedAtMicros(), event.recordedAtMicros());
        boolean isTooLate = atMicros < event.recordedAtMicros() - countLateMicros;
        boolean isOlder =
                lastCount(line.item()).filter(last -> last.atMicros >= atMicros).isPresent();
        if (!isTooLate && !isOlder) {
            counts.add(new Count(line.item(), line.counted().thousandths(), atMicros));
        }
    }

    private Optional<Count> lastCount(Sku item) {
        return counts.stream().filter(count -> count.item.equals(item)).max(Comparator.comparingLong(Count::atMicros));
    }

    private Ending opened(CountOpened opened) {
        Session session = new Session(opened.scope(), new HashSet<>(), true);
        return sessions.putIfAbsent(opened.countId(), session) == null ? Ending.POSTED : Ending.REJECTED;
    }

    private Ending closed(StockEvent event, CountClosed closed) {
        Session session = sessions.get(closed.countId());
        if (session == null || !session.isOpen) {
            return Ending.REJECTED;
        }
        sessions.put(closed.countId(), new Session(session.scope, Set.of(), false));
        long atMicros = event.effectiveAtMicros();
        for (Sku item : items()) {
            boolean isCovered =
                    session.scope.wholeLocation() || session.scope.items().contains(item);
            if (isCovered && !session.counted.contains(item) && shelf(item, atMicros) != 0) {
                count(event, new CountedLine(1, item, Quantity.ZERO, atMicros));
            }
        }
        return Ending.POSTED;
    }

    private Ending reserve(StockEvent event, Reserve reserve) {
        boolean isOver =
                reserve.expiresAtMicros() != Times.NEVER && reserve.expiresAtMicros() <= event.recordedAtMicros();
        if (isOver || reservations.isTaken(reserve.reservationId())) {
            return Ending.REJECTED;
        }
        Map<Sku, Long> granted = new HashMap<>();
        boolean isShort = false;
        for (ReserveLine line : reserve.lines()) {
            long before = granted.getOrDefault(line.item(), 0L);
            long free = Math.max(0, thousandths(line.item(), Bucket.FREE) - before);
            long asked = line.quantity().thousandths();
            isShort |= free < asked;
            granted.put(line.item(), before + Math.min(free, asked));
        }
        granted.values().removeIf(thousandths -> thousandths == 0);
        if (granted.isEmpty() || (isShort && reserve.allOrNothing())) {
            return Ending.REJECTED;
        }
        granted.forEach((item, thousandths) ->
                facts.add(new Fact(item, Bucket.FREE, Bucket.RESERVED, thousandths, event.effectiveAtMicros())));
        reservations.put(reserve.reservationId(), granted, reserve.expiresAtMicros());
        return Ending.POSTED;
    }

    private Ending confirm(String reservationId) {
        if (reservations.open(reservationId).isEmpty()) {
            return Ending.REJECTED;
        }
        reservations.confirm(reservationId);
        return Ending.POSTED;
    }

    private Ending release(StockEvent event, StockEvent.Release release) {
        if (reservations.open(release.reservationId()).isEmpty()) {
            return Ending.REJECTED;
        }
        release.lines()
                .forEach(line -> free(
                        event,
                        release.reservationId(),
                        line.item(),
                        line.quantity().thousandths()));
        if (release.lines().isEmpty()) {
            Map.copyOf(reservations.open(release.reservationId()))
                    .forEach((item, all) -> free(event, release.reservationId(), item, all));
        }
        return Ending.POSTED;
    }

    private Ending expire(StockEvent event, String reservationId) {
        if (!reservations.isDue(reservationId, event.recordedAtMicros())) {
            return Ending.REPEATED;
        }
        Map.copyOf(reservations.open(reservationId)).forEach((item, all) -> free(event, reservationId, item, all));
        return Ending.POSTED;
    }

    private void free(StockEvent event, String reservationId, Sku item, long thousandths) {
        long drawn = reservations.draw(reservationId, item, thousandths);
        facts.add(new Fact(item, Bucket.RESERVED, Bucket.FREE, drawn, event.effectiveAtMicros()));
    }

    private Ending reversal(StockEvent event, Reversal reversal) {
        return switch (reversal.original()) {
            case Original.Carried(StockEvent sale, var _)
            when sale.body() instanceof Goods goods && goods.kind() == GoodsKind.SALE ->
                known.containsKey(sale.identity()) ? replace(sale, reversal) : await(sale.identity(), event);
            case Original.Carried _ -> Ending.REJECTED;
            case Original.Named(UUID eventId)
            when commands.containsKey(eventId) -> replace(commands.get(eventId), reversal);
            case Original.Named(UUID eventId) -> {
                Identity named = new StockEvent.ById(eventId);
                yield known.containsKey(named) ? Ending.REJECTED : await(named, event);
            }
        };
    }

    private Ending await(Identity identity, StockEvent event) {
        waiting.computeIfAbsent(identity, _ -> new ArrayList<>()).add(event);
        return Ending.PENDING;
    }

    private Ending replace(StockEvent original, Reversal reversal) {
        boolean isOther = known.get(original.identity()) != original.digest();
        if (isOther || !takenBack.add(original.identity())) {
            return Ending.REJECTED;
        }
        takeBack((Goods) original.body(), original.effectiveAtMicros());
        reversal.replacement().ifPresent(instead -> post(instead, original.effectiveAtMicros()));
        return Ending.POSTED;
    }

    /// Every item anything is known of.
    public Set<Sku> items() {
        Set<Sku> items = new HashSet<>();
        facts.forEach(fact -> items.add(fact.item));
        counts.forEach(count -> items.add(count.item));
        orders.values().forEach(order -> items.add(order.item));
        return items;
    }

    /// What a bucket of an item holds now, in thousandths; of an account outside, what went there.
    public long thousandths(Sku item, Bucket bucket) {
        return switch (bucket) {
            case FREE -> shelf(item, Long.MAX_VALUE) - sum(item, Bucket.RESERVED);
            case RESERVED, DAMAGED, QUARANTINED, IN_TRANSIT, CUSTOMER, SCRAP, LINK -> sum(item, bucket);
            case ON_ORDER -> stillToCome(item);
            case SUPPLIER -> sum(item, bucket) - stillToCome(item);
            case SHRINK, OPENING ->
                throw new IllegalArgumentException("what is lost is only known together: ask for the unexplained");
        };
    }

    /// What counts and adjustments took away for good, in thousandths: what SHRINK and OPENING have together.
    public long unexplained(Sku item) {
        long explained = 0;
        for (Bucket bucket : Bucket.values()) {
            explained += bucket == Bucket.SHRINK || bucket == Bucket.OPENING ? 0 : thousandths(item, bucket);
        }
        return -explained;
    }

    /// What reservations still hold of an item, in thousandths.
    public long reserved(Sku item) {
        return reservations.held(item);
    }

    private long shelf(Sku item, long untilMicros) {
        Optional<Count> last = lastCount(item);
        long sinceMicros = last.map(Count::atMicros).orElse(Times.NEVER);
        return last.map(Count::thousandths).orElse(0L)
                + facts.stream()
                        .filter(fact -> fact.item.equals(item))
                        .filter(fact -> fact.atMicros > sinceMicros && fact.atMicros <= untilMicros)
                        .mapToLong(Fact::effectOnShelf)
                        .sum();
    }

    private long sum(Sku item, Bucket bucket) {
        return facts.stream()
                .filter(fact -> fact.item.equals(item))
                .mapToLong(fact -> fact.effectOn(bucket))
                .sum();
    }

    private long stillToCome(Sku item) {
        return orders.values().stream()
                .filter(order -> order.item.equals(item))
                .mapToLong(order -> order.isKnown ? Math.max(0, order.ordered - order.received) : -order.received)
                .sum();
    }
}
