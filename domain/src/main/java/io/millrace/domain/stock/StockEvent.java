package io.millrace.domain.stock;

import io.millrace.domain.LocationId;
import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.code.Meaning;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An event or command as the ledger judges it.
///
/// @param occurredAtMicros when it happened, by the source's clock
/// @param recordedAtMicros when the broker took it in
/// @param digest sums up what it says, to tell a repeat from a conflict
/// @param sums what a sale adds to the totals of its till
public record StockEvent(
        UUID eventId,
        Identity identity,
        long occurredAtMicros,
        long recordedAtMicros,
        int digest,
        TillDay.Sums sums,
        Body body) {

    /// What makes two records the same event.
    public sealed interface Identity {}

    /// The till's own number of the event.
    public record TillNumber(String till, LocalDate businessDate, long sequence) implements Identity {}

    /// The identity its producer made.
    public record ById(UUID eventId) implements Identity {}

    /// When it counts as having happened: nothing can happen after it was recorded, whatever the source's clock says.
    public long effectiveAtMicros() {
        return Math.min(occurredAtMicros, recordedAtMicros);
    }

    /// What it says.
    public sealed interface Body {}

    /// Goods moved, and nobody can deny it: sales, receipts, transfers, adjustments, damage.
    ///
    /// @param transfer where dispatched goods go
    public record Goods(GoodsKind kind, List<GoodsLine> lines, Optional<Transfer> transfer) implements Body {
        /// The digest of goods that are booked just as they were said.
        public static final int AS_SAID = 0;

        public Goods {
            lines = List.copyOf(lines);
        }

        /// Sums up what the lines were taken to mean, so that it can be told later whether they still mean the same.
        public int meaningDigest() {
            int sum = AS_SAID;
            for (GoodsLine line : lines) {
                sum += line.meaningDigest();
            }
            return sum;
        }
    }

    /// Goods on the way to another location of the tenant.
    public record Transfer(String transferId, LocationId to) {}

    /// What moved the goods.
    public enum GoodsKind {
        SALE,
        RECEIPT,
        DISPATCH,
        LINKED,
        TRANSFER_RECEIPT,
        ADJUSTMENT,
        MOVE,
        SUPPLIER_RETURN
    }

    /// One item's movement, before it is known what it draws on.
    ///
    /// @param draws what the goods are taken from first, if anything
    /// @param meaning how it came to be this item and quantity, if it was not said so
    public record GoodsLine(
            int number,
            Sku item,
            Bucket from,
            Bucket to,
            Quantity quantity,
            Reason reason,
            Draws draws,
            long unitCost,
            Optional<Meaning> meaning) {
        /// A line that means what it says.
        public GoodsLine(
                int number,
                Sku item,
                Bucket from,
                Bucket to,
                Quantity quantity,
                Reason reason,
                Draws draws,
                long unitCost) {
            this(number, item, from, to, quantity, reason, draws, unitCost, Optional.empty());
        }

        /// Sums up what the line was taken to mean; nothing if it means what it says.
        int meaningDigest() {
            return meaning.isEmpty()
                    ? Goods.AS_SAID
                    : new Digest()
                            .add(number)
                            .add(item.value())
                            .add(quantity.thousandths())
                            .value();
        }

        /// The same goods on their way back. What had been set aside for a customer is free now.
        GoodsLine reversed() {
            Draws drawn = draws instanceof Draws.OfOrder ? draws : Draws.Nothing.NOTHING;
            return new GoodsLine(number, item, to, from, quantity, reason, drawn, Position.NO_COST, meaning);
        }
    }

    /// What a line takes from first, before its ordinary account.
    public sealed interface Draws {
        /// Its ordinary account alone.
        enum Nothing implements Draws {
            NOTHING
        }

        /// What was set aside for a customer.
        record OfReservation(String reservationId) implements Draws {}

        /// What is on order.
        record OfOrder(String orderId, int orderLine) implements Draws {}
    }

    /// Somebody counted. A session's lines come in any number of commands.
    public record Counted(String countId, boolean opening, List<CountedLine> lines) implements Body {
        public Counted {
            lines = List.copyOf(lines);
        }
    }

    /// What was on the shelf at a moment.
    public record CountedLine(int number, Sku item, Quantity counted, long countedAtMicros) {}

    /// A count session began.
    public record CountOpened(String countId, boolean opening, CountScope scope) implements Body {}

    /// A count session ended: what its scope holds and nobody counted is zero.
    public record CountClosed(String countId) implements Body {}

    /// What a session counts: everything, or what is named.
    public record CountScope(boolean wholeLocation, List<String> categories, List<Sku> items) {
        public CountScope {
            categories = List.copyOf(categories);
            items = List.copyOf(items);
        }
    }

    /// Goods are asked to be set aside until a moment, or for good if that is [Times#NEVER].
    public record Reserve(String reservationId, long expiresAtMicros, boolean allOrNothing, List<ReserveLine> lines)
            implements Body {
        public Reserve {
            lines = List.copyOf(lines);
        }
    }

    /// How much of an item is to be set aside, or given back.
    public record ReserveLine(int number, Sku item, Quantity quantity) {}

    /// A reservation becomes firm.
    public record Confirm(String reservationId) implements Body {}

    /// A reservation is no longer needed; without lines, all that is left of it.
    public record Release(String reservationId, Reason reason, List<ReserveLine> lines) implements Body {
        public Release {
            lines = List.copyOf(lines);
        }
    }

    /// The ledger's own: a reservation's time is over.
    public record Expire(String reservationId) implements Body {}

    /// An earlier event is taken back, and replaced if there is a replacement.
    public record Reversal(Original original, Optional<Goods> replacement) implements Body {}

    /// The event that is taken back.
    public sealed interface Original {
        /// A till's event, which the correction carries whole.
        ///
        /// @param unlisted its lines as they would be booked if the catalogue had no items
        record Carried(StockEvent sale, List<GoodsLine> unlisted) implements Original {
            public Carried {
                unlisted = List.copyOf(unlisted);
            }
        }

        /// A command, whose movements the ledger keeps.
        record Named(UUID eventId) implements Original {}
    }

    /// A till closed its day and says what it sent.
    public record DayClosed(String till, LocalDate businessDate, TillDay.Close close) implements Body {}

    /// What is on order changed, in the order the reorder application says.
    public record OnOrder(long sequence, List<OrderChange> changes) implements Body {
        public OnOrder {
            changes = List.copyOf(changes);
        }
    }

    /// Orders that were open before anybody told the ledger, with what is still to come.
    public record OpenOrders(List<OrderChange> lines) implements Body {
        public OpenOrders {
            lines = List.copyOf(lines);
        }
    }

    /// One line of an order promises more or less, in thousandths.
    public record OrderChange(int number, String orderId, int orderLine, Sku item, Quantity delta) {}

    /// Demand of the past, which moves no stock.
    public enum History implements Body {
        HISTORY
    }
}
