package io.millrace.topology.stock.events;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.code.Listing;
import io.millrace.domain.code.Meant;
import io.millrace.domain.code.Said;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.StockEvent;
import io.millrace.domain.stock.StockEvent.Body;
import io.millrace.domain.stock.StockEvent.Confirm;
import io.millrace.domain.stock.StockEvent.CountScope;
import io.millrace.domain.stock.StockEvent.Counted;
import io.millrace.domain.stock.StockEvent.CountedLine;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.OpenOrders;
import io.millrace.domain.stock.StockEvent.OrderChange;
import io.millrace.domain.stock.StockEvent.Original;
import io.millrace.domain.stock.StockEvent.Release;
import io.millrace.domain.stock.StockEvent.Reserve;
import io.millrace.domain.stock.StockEvent.ReserveLine;
import io.millrace.domain.stock.StockEvent.Reversal;
import io.millrace.domain.stock.TillDay.Sums;
import io.millrace.events.EventHeader;
import io.millrace.events.stock.CommandCorrection;
import io.millrace.events.stock.CountClosed;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.CountLine;
import io.millrace.events.stock.CountOpened;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.EventCorrected;
import io.millrace.events.stock.OpenOrderLine;
import io.millrace.events.stock.OpenOrderLoaded;
import io.millrace.events.stock.ReservationConfirmed;
import io.millrace.events.stock.ReservationReleased;
import io.millrace.events.stock.SaleCorrection;
import io.millrace.events.stock.StockAdjusted;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.events.stock.StockLine;
import io.millrace.events.stock.StockMoved;
import io.millrace.events.stock.StockReceived;
import io.millrace.events.stock.StockReserved;
import io.millrace.events.stock.SupplierReturnDispatched;
import io.millrace.events.stock.TransferDispatched;
import io.millrace.events.stock.TransferReceived;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What store and warehouse systems report and ask.
public final class Commands {
    private Commands() {}

    public static Translated translate(StockCommand command, long recordedAtMicros, Listing listing) {
        try {
            Body body = body(command.header(), command.body(), recordedAtMicros, listing);
            return new Translated.Valid(Headers.event(
                    command.header(), recordedAtMicros, CommandDigest.of(command.body()), Sums.ZERO, body));
        } catch (InvalidField invalid) {
            return invalid.result();
        }
    }

    private static Body body(EventHeader header, StockCommand.Body body, long recordedAtMicros, Listing listing) {
        Meanings meanings = new Meanings(listing);
        return switch (body) {
            case StockReceived received -> GoodsCommands.received(received, meanings, "body");
            case TransferDispatched dispatched -> GoodsCommands.dispatched(header, dispatched, "body");
            case TransferReceived received -> GoodsCommands.transferReceived(header, received, "body");
            case StockAdjusted adjusted -> GoodsCommands.adjusted(adjusted, "body");
            case StockMoved moved -> GoodsCommands.moved(moved, "body");
            case SupplierReturnDispatched dispatched -> GoodsCommands.supplierReturn(dispatched, "body");
            case StockCounted counted -> counted(counted);
            case CountOpened opened -> opened(opened);
            case CountClosed closed -> new StockEvent.CountClosed(Fields.name(closed.countId(), "body.countId"));
            case DemandHistoryLoaded loaded -> HistoryLines.checked(loaded, recordedAtMicros);
            case StockReserved reserved -> reserved(reserved, meanings);
            case ReservationConfirmed confirmed ->
                new Confirm(Fields.name(confirmed.reservationId(), "body.reservationId"));
            case ReservationReleased released -> released(released, meanings);
            case OpenOrderLoaded loaded -> openOrder(loaded);
            case EventCorrected corrected -> corrected(header, corrected, recordedAtMicros, listing);
        };
    }

    private static Counted counted(StockCounted counted) {
        Fields.lines(counted.lines(), "body.lines", CountLine::number);
        List<CountedLine> lines = new ArrayList<>(counted.lines().size());
        for (int i = 0; i < counted.lines().size(); i++) {
            CountLine line = counted.lines().get(i);
            String path = "body.lines[" + i + "]";
            lines.add(new CountedLine(
                    line.number(),
                    Fields.sku(line.itemId(), path + ".itemId"),
                    Fields.notBelowZero(line.counted(), path + ".counted"),
                    Fields.micros(line.countedAt())));
        }
        String countId = counted.countId() == null ? "" : counted.countId();
        return new Counted(countId, isOpening(counted.kind()), lines);
    }

    private static StockEvent.CountOpened opened(CountOpened opened) {
        List<Sku> items = opened.scope().itemIds().stream()
                .map(item -> Fields.sku(item, "body.scope.itemIds"))
                .toList();
        CountScope scope =
                new CountScope(opened.scope().wholeLocation(), opened.scope().categories(), items);
        return new StockEvent.CountOpened(
                Fields.name(opened.countId(), "body.countId"), isOpening(opened.kind()), scope);
    }

    private static boolean isOpening(CountKind kind) {
        return switch (kind) {
            case OPENING -> true;
            case FULL, CYCLE, SPOT -> false;
            case UNKNOWN -> throw new InvalidField("body.kind", "a count is OPENING, FULL, CYCLE or SPOT");
        };
    }

    private static Reserve reserved(StockReserved reserved, Meanings meanings) {
        Fields.lines(reserved.lines(), "body.lines", StockLine::number);
        return new Reserve(
                Fields.name(reserved.reservationId(), "body.reservationId"),
                Fields.expiry(reserved.expiresAt()),
                reserved.allOrNothing(),
                reserveLines(reserved.lines(), meanings));
    }

    private static Release released(ReservationReleased released, Meanings meanings) {
        return new Release(
                Fields.name(released.reservationId(), "body.reservationId"),
                Fields.reason(released.reasonCode()),
                reserveLines(released.lines(), meanings));
    }

    private static List<ReserveLine> reserveLines(List<StockLine> lines, Meanings meanings) {
        List<ReserveLine> translated = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            StockLine line = lines.get(i);
            String path = "body.lines[" + i + "]";
            Sku item = Fields.sku(line.itemId(), path + ".itemId");
            Quantity quantity = Fields.aboveZero(line.quantity(), path + ".quantity");
            for (Meant part : meanings.parts(Said.of(item, quantity.thousandths()), path)) {
                translated.add(new ReserveLine(line.number(), part.item(), new Quantity(part.thousandths())));
            }
        }
        return translated;
    }

    private static OpenOrders openOrder(OpenOrderLoaded loaded) {
        String orderId = Fields.name(loaded.orderId(), "body.orderId");
        Fields.lines(loaded.lines(), "body.lines", OpenOrderLine::number);
        List<OrderChange> lines = new ArrayList<>(loaded.lines().size());
        for (int i = 0; i < loaded.lines().size(); i++) {
            OpenOrderLine line = loaded.lines().get(i);
            String path = "body.lines[" + i + "]";
            Fields.cost(line.unitCost(), path + ".unitCost");
            lines.add(new OrderChange(
                    line.number(),
                    orderId,
                    line.number(),
                    Fields.sku(line.itemId(), path + ".itemId"),
                    Fields.aboveZero(line.quantity(), path + ".quantity")));
        }
        return new OpenOrders(lines);
    }

    private static Reversal corrected(
            EventHeader header, EventCorrected corrected, long recordedAtMicros, Listing listing) {
        Meanings meanings = new Meanings(listing);
        return switch (corrected.correction()) {
            case SaleCorrection sale -> {
                String path = "body.correction";
                Original.Carried original =
                        TillEvents.original(header, sale.original(), recordedAtMicros, listing, path + ".original");
                Optional<Goods> replacement = Optional.ofNullable(sale.replacement())
                        .map(instead -> TillEvents.goods(instead, meanings, path + ".replacement"));
                yield new Reversal(original, replacement);
            }
            case CommandCorrection command ->
                new Reversal(
                        new Original.Named(command.correctsEventId()),
                        Optional.ofNullable(command.replacement())
                                .map(instead -> replacement(header, instead, meanings)));
        };
    }

    private static Goods replacement(EventHeader header, CommandCorrection.Replacement replacement, Meanings meanings) {
        String path = "body.correction.replacement";
        return switch (replacement) {
            case StockReceived received -> GoodsCommands.received(received, meanings, path);
            case TransferDispatched dispatched -> GoodsCommands.dispatched(header, dispatched, path);
            case TransferReceived received -> GoodsCommands.transferReceived(header, received, path);
            case StockAdjusted adjusted -> GoodsCommands.adjusted(adjusted, path);
            case StockMoved moved -> GoodsCommands.moved(moved, path);
            case SupplierReturnDispatched dispatched -> GoodsCommands.supplierReturn(dispatched, path);
            case StockCounted _ ->
                throw new InvalidField(path, "a count is not corrected: count again, and send that count");
        };
    }

    /// Whether goods may be moved by hand from here to there.
    static boolean canMove(Bucket from, Bucket to) {
        return switch (from) {
            case FREE -> to == Bucket.DAMAGED || to == Bucket.QUARANTINED || to == Bucket.SCRAP;
            case QUARANTINED -> to == Bucket.FREE || to == Bucket.DAMAGED || to == Bucket.SCRAP;
            case DAMAGED -> to == Bucket.SCRAP || to == Bucket.FREE || to == Bucket.QUARANTINED;
            case RESERVED, IN_TRANSIT, ON_ORDER, SUPPLIER, CUSTOMER, SHRINK, SCRAP, OPENING, LINK -> false;
        };
    }
}
