package io.millrace.topology.stock.state;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Change;
import io.millrace.domain.stock.CountSession;
import io.millrace.domain.stock.KeptCommand;
import io.millrace.domain.stock.Lane;
import io.millrace.domain.stock.OpenOrder;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.Reservation;
import io.millrace.domain.stock.Seen;
import io.millrace.domain.stock.StockEvent.ById;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.TillNumber;
import io.millrace.domain.stock.TillDay;
import io.millrace.topology.segments.Cell;
import io.millrace.topology.segments.FieldKind;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.Kinds.NumberBlock;
import io.millrace.topology.stock.state.Kinds.Only;
import io.millrace.topology.stock.state.Kinds.OrderLine;
import io.millrace.topology.stock.state.Kinds.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One lane, in memory. Whatever changes is told to the store.
public final class LaneState implements Lane {
    private final LaneKey key;
    private final String scope;
    private final Consumer<Slot<?, ?>> touched;
    private final UnaryOperator<Sku> shared;
    private final Items items = new Items();
    private final RecentMoves moves = new RecentMoves();
    final Map<TillDate, Slot<TillDate, TillDay>> tillDays = new HashMap<>();
    final Map<NumberBlock, Slot<NumberBlock, Digests>> digests = new HashMap<>();
    final Map<NumberBlock, Slot<NumberBlock, Digests>> meanings = new HashMap<>();
    final Map<UUID, Slot<UUID, Seen>> seen = new HashMap<>();
    final Map<UUID, Slot<UUID, Seen>> meaningsById = new HashMap<>();
    final Map<String, Slot<String, Reservation>> reservations = new HashMap<>();
    final Map<OrderLine, Slot<OrderLine, OpenOrder>> orders = new HashMap<>();
    final Map<Only, Slot<Only, Long>> orderSequence = new EnumMap<>(Only.class);
    final Map<String, Slot<String, CountSession>> counts = new HashMap<>();
    final Map<UUID, Slot<UUID, KeptCommand>> commands = new HashMap<>();
    final Map<UUID, Slot<UUID, Parked>> parked = new LinkedHashMap<>();
    final Map<String, Slot<String, OpenAlert>> alerts = new HashMap<>();
    private long recordedAtMicros;
    private long sequence;
    private long lastChange;

    /// @param touched hears of every slot that changes
    /// @param shared gives the one instance of a name that all lanes share
    LaneState(LaneKey key, Consumer<Slot<?, ?>> touched, UnaryOperator<Sku> shared) {
        this.key = key;
        this.scope = key.text();
        this.touched = touched;
        this.shared = shared;
    }

    public LaneKey key() {
        return key;
    }

    String scope() {
        return scope;
    }

    /// Says what the changes that follow belong to.
    public void posting(long journalSequence, long recordedAt) {
        sequence = journalSequence;
        recordedAtMicros = recordedAt;
    }

    /// Says which change of its partition it goes through.
    public void changing(long change) {
        lastChange = change;
    }

    /// The last change it went through, since this process holds it.
    public long lastChange() {
        return lastChange;
    }

    /// The item of an index; they keep it for good.
    public @Nullable ItemSlot slotAt(int index) {
        return items.get(index);
    }

    /// The index after the last.
    public int slotsEnd() {
        return items.nextIndex();
    }

    @Override
    public Position position(Sku item) {
        ItemSlot slot = items.get(item);
        return slot == null ? Position.EMPTY : slot.value();
    }

    /// The item's slot, if it ever had a position.
    public @Nullable ItemSlot slotIfKnown(Sku item) {
        return items.get(item);
    }

    /// Says what is going to be asked for.
    public void fetch(List<GoodsLine> lines) {
        items.fetch(lines);
    }

    @Override
    public Collection<Sku> items() {
        List<Sku> names = new ArrayList<>();
        items.forEach(slot -> names.add(slot.item()));
        return names;
    }

    public Iterable<ItemSlot> slots() {
        return items;
    }

    @Override
    public long countedChangeAfter(Sku item, long micros) {
        ItemSlot slot = items.get(item);
        return slot == null ? 0 : moves.sumAfter(slot, micros, items::get);
    }

    @Override
    public TillDay tillDay(String till, LocalDate businessDate) {
        return value(tillDays.get(new TillDate(till, businessDate))).orElse(TillDay.EMPTY);
    }

    /// The days of tills that something was heard of.
    public Collection<Slot<TillDate, TillDay>> tillDays() {
        return tillDays.values();
    }

    @Override
    public OptionalInt digestOf(TillNumber number) {
        return in(digests, number);
    }

    private static OptionalInt in(Map<NumberBlock, Slot<NumberBlock, Digests>> blocks, TillNumber number) {
        Slot<NumberBlock, Digests> block = blocks.get(blockOf(number));
        return block == null ? OptionalInt.empty() : block.value().get(Digests.indexOf(number.sequence()));
    }

    @Override
    public OptionalInt meaningOf(Identity event) {
        return switch (event) {
            case TillNumber number -> in(meanings, number);
            case ById(UUID eventId) ->
                value(meaningsById.get(eventId))
                        .map(meant -> OptionalInt.of(meant.digest()))
                        .orElse(OptionalInt.empty());
        };
    }

    @Override
    public Optional<Seen> seen(UUID eventId) {
        return value(seen.get(eventId));
    }

    @Override
    public Optional<Reservation> reservation(String reservationId) {
        return value(reservations.get(reservationId));
    }

    /// The reservations, over or not, by name.
    public Map<String, Slot<String, Reservation>> reservations() {
        return reservations;
    }

    @Override
    public OpenOrder order(String orderId, int orderLine) {
        return value(orders.get(new OrderLine(orderId, orderLine))).orElse(OpenOrder.UNHEARD);
    }

    @Override
    public long orderSequence() {
        return value(orderSequence.get(Only.ONE)).orElse(0L);
    }

    @Override
    public Optional<CountSession> count(String countId) {
        return value(counts.get(countId));
    }

    @Override
    public Optional<KeptCommand> command(UUID eventId) {
        return value(commands.get(eventId));
    }

    /// The records that wait.
    public List<Parked> parked() {
        if (parked.isEmpty()) {
            return List.of();
        }
        return parked.values().stream()
                .map(Slot::value)
                .filter(record -> !record.isOver())
                .toList();
    }

    /// A record begins to wait, or is done with.
    public void park(Parked record) {
        put(parked, Kinds.PARKED, record.eventId(), record);
    }

    /// All alerts that are remembered, by their subjects.
    public Collection<Slot<String, OpenAlert>> alerts() {
        return alerts.values();
    }

    /// The alert on a subject, whether it still holds or not.
    public Optional<OpenAlert> alert(String subject) {
        return value(alerts.get(subject));
    }

    public void alert(String subject, OpenAlert alert) {
        put(alerts, Kinds.ALERT, subject, alert);
    }

    @Override
    public void apply(Change change) {
        switch (change) {
            case Change.OfPosition(var item, var position) -> {
                ItemSlot slot = slot(item);
                slot.value(position);
                slot.journalSequence(sequence);
                touched.accept(slot);
            }
            case Change.OfCounted(var item, var effectiveAt, var delta) ->
                touched.accept(moves.add(scope, slot(item), effectiveAt, delta, recordedAtMicros, items::get));
            case Change.OfNumber(var number, var digest, var recordedAt) ->
                put(digests, Kinds.DIGESTS, number, digest, recordedAt);
            case Change.OfMeaning(TillNumber number, var digest, var at) ->
                put(meanings, Kinds.MEANINGS, number, digest, at);
            case Change.OfMeaning(ById(UUID eventId), var digest, var at) ->
                put(meaningsById, Kinds.MEANING, eventId, new Seen(digest, at));
            case Change.OfTillDay(var till, var date, var day) ->
                put(tillDays, Kinds.TILL_DAY, new TillDate(till, date), day);
            case Change.OfSeen(var eventId, var event) -> put(seen, Kinds.SEEN, eventId, event);
            case Change.OfReservation(var id, var reservation) -> put(reservations, Kinds.RESERVATION, id, reservation);
            case Change.OfOrder(var orderId, var line, var order) ->
                put(orders, Kinds.ORDER, new OrderLine(orderId, line), order);
            case Change.OfOrderSequence(var last) -> put(orderSequence, Kinds.ORDER_SEQUENCE, Only.ONE, last);
            case Change.OfCount(var id, var session) -> put(counts, Kinds.COUNT, id, session);
            case Change.OfCommand(var eventId, var command) -> put(commands, Kinds.COMMAND, eventId, command);
        }
    }

    private ItemSlot slot(Sku item) {
        ItemSlot slot = items.get(item);
        return slot == null ? add(item, items.nextIndex()) : slot;
    }

    private ItemSlot add(Sku item, int index) {
        ItemSlot slot = new ItemSlot(this, shared.apply(item), index);
        items.add(slot);
        return slot;
    }

    private void put(
            Map<NumberBlock, Slot<NumberBlock, Digests>> blocks,
            FieldKind<NumberBlock, Digests> kind,
            TillNumber number,
            int digest,
            long recordedAt) {
        Slot<NumberBlock, Digests> block =
                blocks.computeIfAbsent(blockOf(number), missing -> new Cell<>(kind, scope, missing, new Digests()));
        block.value().put(Digests.indexOf(number.sequence()), digest, recordedAt);
        touched.accept(block);
    }

    private static NumberBlock blockOf(TillNumber number) {
        return new NumberBlock(new TillDate(number.till(), number.businessDate()), Digests.blockOf(number.sequence()));
    }

    private <K, V> void put(Map<K, Slot<K, V>> slots, FieldKind<K, V> kind, K slotKey, V value) {
        Slot<K, V> slot = slots.computeIfAbsent(slotKey, missing -> new Cell<>(kind, scope, missing, value));
        slot.value(value);
        touched.accept(slot);
    }

    <K, V> Slot<K, V> restore(Map<K, Slot<K, V>> slots, FieldKind<K, V> kind, K slotKey, V value) {
        Slot<K, V> slot = slots.computeIfAbsent(slotKey, missing -> new Cell<>(kind, scope, missing, value));
        slot.value(value);
        return slot;
    }

    ItemSlot restore(Place place, Position position) {
        ItemSlot known = items.get(place.item());
        ItemSlot slot = known == null ? add(place.item(), place.index()) : known;
        slot.value(position);
        return slot;
    }

    Slot<Long, Moves> restore(long number, Moves block) {
        return moves.restore(number, block, scope);
    }

    void forgetMovesBefore(long micros, Consumer<Slot<?, ?>> forgotten) {
        moves.forgetBefore(micros, forgotten);
    }

    private static <K, V> Optional<V> value(@Nullable Slot<K, V> slot) {
        return slot == null ? Optional.empty() : Optional.of(slot.value());
    }
}
