package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.TillNumber;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// All that is known of the stock of one location: what rules decide on. Only [#apply] changes it.
public interface Lane {
    /// The item's position; [Position#EMPTY] if it never had any.
    Position position(Sku item);

    /// The items that ever had a position.
    Collection<Sku> items();

    /// By how much the item's counted stock changed by what happened after a moment.
    long countedChangeAfter(Sku item, long micros);

    /// The till's day; [TillDay#EMPTY] if nothing was heard.
    TillDay tillDay(String till, LocalDate businessDate);

    /// What came under a till's number, as long as that is kept.
    OptionalInt digestOf(TillNumber number);

    Optional<Seen> seen(UUID eventId);

    /// What an event's lines were taken to mean, if not just what they said ([Goods#meaningDigest]), as long as that is
    /// kept.
    OptionalInt meaningOf(Identity event);

    Optional<Reservation> reservation(String reservationId);

    /// A line of an order; [OpenOrder#UNHEARD] if nothing was heard.
    OpenOrder order(String orderId, int orderLine);

    /// The last change of what is on order that was applied, 0 at first.
    long orderSequence();

    Optional<CountSession> count(String countId);

    Optional<KeptCommand> command(UUID eventId);

    /// Takes in one change of a decision.
    void apply(Change change);
}
