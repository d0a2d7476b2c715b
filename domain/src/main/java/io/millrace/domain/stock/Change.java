package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.TillNumber;
import java.time.LocalDate;
import java.util.UUID;

/// One change of what a lane knows.
public sealed interface Change {
    /// A position is now this.
    record OfPosition(Sku item, Position position) implements Change {}

    /// The counted stock of an item changed by something that happened at a moment.
    record OfCounted(Sku item, long effectiveAtMicros, long delta) implements Change {}

    /// An event came under this number.
    record OfNumber(TillNumber number, int digest, long recordedAtMicros) implements Change {}

    /// A till's day is now this.
    record OfTillDay(String till, LocalDate businessDate, TillDay day) implements Change {}

    /// An event came under its own identity.
    record OfSeen(UUID eventId, Seen seen) implements Change {}

    /// An event's lines were taken to mean something else than they said.
    ///
    /// @param atMicros when the event is remembered for: as it is for a repeat of it
    record OfMeaning(Identity event, int digest, long atMicros) implements Change {}

    /// A reservation is now this.
    record OfReservation(String reservationId, Reservation reservation) implements Change {}

    /// An order line is now this.
    record OfOrder(String orderId, int orderLine, OpenOrder order) implements Change {}

    /// Changes of what is on order were applied up to here.
    record OfOrderSequence(long sequence) implements Change {}

    /// A count session is now this.
    record OfCount(String countId, CountSession session) implements Change {}

    /// A command is kept like this.
    record OfCommand(UUID eventId, KeptCommand command) implements Change {}
}
