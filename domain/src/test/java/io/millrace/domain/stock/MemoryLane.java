package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.TillNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/// A lane on maps and lists that forgets nothing.
final class MemoryLane implements Lane {
    private final Map<Sku, Position> positions = new HashMap<>();
    private final List<Change.OfCounted> countedChanges = new ArrayList<>();
    private final Map<DayOfTill, TillDay> days = new HashMap<>();
    private final Map<TillNumber, Integer> digests = new HashMap<>();
    private final Map<UUID, Seen> seen = new HashMap<>();
    private final Map<Identity, Integer> meanings = new HashMap<>();
    private final Map<String, Reservation> reservations = new HashMap<>();
    private final Map<LineOfOrder, OpenOrder> orders = new HashMap<>();
    private final Map<String, CountSession> counts = new HashMap<>();
    private final Map<UUID, KeptCommand> commands = new HashMap<>();
    private long orderSequence;

    private record DayOfTill(String till, LocalDate businessDate) {}

    private record LineOfOrder(String orderId, int orderLine) {}

    /// All that it knows; equal to another lane's if nothing tells the two apart.
    List<Object> contents() {
        return List.of(
                Map.copyOf(positions),
                List.copyOf(countedChanges),
                Map.copyOf(days),
                Map.copyOf(digests),
                Map.copyOf(seen),
                Map.copyOf(meanings),
                Map.copyOf(reservations),
                Map.copyOf(orders),
                Map.copyOf(counts),
                Map.copyOf(commands),
                orderSequence);
    }

    Map<String, Reservation> reservations() {
        return reservations;
    }

    Map<Sku, Position> positions() {
        return positions;
    }

    @Override
    public Position position(Sku item) {
        return positions.getOrDefault(item, Position.EMPTY);
    }

    @Override
    public Collection<Sku> items() {
        return Set.copyOf(positions.keySet());
    }

    @Override
    public long countedChangeAfter(Sku item, long micros) {
        return countedChanges.stream()
                .filter(change -> change.item().equals(item) && change.effectiveAtMicros() > micros)
                .mapToLong(Change.OfCounted::delta)
                .sum();
    }

    @Override
    public TillDay tillDay(String till, LocalDate businessDate) {
        return days.getOrDefault(new DayOfTill(till, businessDate), TillDay.EMPTY);
    }

    @Override
    public OptionalInt digestOf(TillNumber number) {
        Integer digest = digests.get(number);
        return digest == null ? OptionalInt.empty() : OptionalInt.of(digest);
    }

    /// As if the number's content had been kept long enough.
    void forgetDigestOf(TillNumber number) {
        digests.remove(number);
    }

    @Override
    public Optional<Seen> seen(UUID eventId) {
        return Optional.ofNullable(seen.get(eventId));
    }

    @Override
    public OptionalInt meaningOf(Identity event) {
        Integer digest = meanings.get(event);
        return digest == null ? OptionalInt.empty() : OptionalInt.of(digest);
    }

    @Override
    public Optional<Reservation> reservation(String reservationId) {
        return Optional.ofNullable(reservations.get(reservationId));
    }

    @Override
    public OpenOrder order(String orderId, int orderLine) {
        return orders.getOrDefault(new LineOfOrder(orderId, orderLine), OpenOrder.UNHEARD);
    }

    @Override
    public long orderSequence() {
        return orderSequence;
    }

    @Override
    public Optional<CountSession> count(String countId) {
        return Optional.ofNullable(counts.get(countId));
    }

    @Override
    public Optional<KeptCommand> command(UUID eventId) {
        return Optional.ofNullable(commands.get(eventId));
    }

    @Override
    public void apply(Change change) {
        switch (change) {
            case Change.OfPosition(Sku item, Position position) -> positions.put(item, position);
            case Change.OfCounted counted -> countedChanges.add(counted);
            case Change.OfNumber(TillNumber number, int digest, long _) -> digests.put(number, digest);
            case Change.OfTillDay(String till, LocalDate date, TillDay day) -> days.put(new DayOfTill(till, date), day);
            case Change.OfSeen(UUID eventId, Seen event) -> seen.put(eventId, event);
            case Change.OfMeaning(Identity event, int digest, long _) -> meanings.put(event, digest);
            case Change.OfReservation(String id, Reservation reservation) -> reservations.put(id, reservation);
            case Change.OfOrder(String id, int line, OpenOrder order) -> orders.put(new LineOfOrder(id, line), order);
            case Change.OfOrderSequence(long sequence) -> orderSequence = sequence;
            case Change.OfCount(String countId, CountSession session) -> counts.put(countId, session);
            case Change.OfCommand(UUID eventId, KeptCommand command) -> commands.put(eventId, command);
        }
    }
}
