package io.millrace.topology.stock.events;

import io.millrace.domain.Quantity;
import io.millrace.domain.code.Meant;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.Reason;
import io.millrace.domain.stock.StockEvent.Draws;
import io.millrace.domain.stock.StockEvent.Draws.Nothing;
import io.millrace.domain.stock.StockEvent.Draws.OfOrder;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.Transfer;
import io.millrace.events.EventHeader;
import io.millrace.events.stock.AdjustmentLine;
import io.millrace.events.stock.ReceiptLine;
import io.millrace.events.stock.StockAdjusted;
import io.millrace.events.stock.StockLine;
import io.millrace.events.stock.StockMoved;
import io.millrace.events.stock.StockReceived;
import io.millrace.events.stock.SupplierReturnDispatched;
import io.millrace.events.stock.TransferDispatched;
import io.millrace.events.stock.TransferReceived;
import io.millrace.events.stock.TransferShortage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Commands that say goods moved.
final class GoodsCommands {
    private GoodsCommands() {}

    static Goods received(StockReceived received, Meanings meanings, String path) {
        Fields.lines(received.lines(), path + ".lines", ReceiptLine::number);
        List<GoodsLine> lines = new ArrayList<>(received.lines().size());
        for (int i = 0; i < received.lines().size(); i++) {
            receipt(received, received.lines().get(i), meanings, path + ".lines[" + i + "]", lines);
        }
        return goods(GoodsKind.RECEIPT, lines);
    }

    private static void receipt(
            StockReceived received, ReceiptLine line, Meanings meanings, String path, List<GoodsLine> lines) {
        Quantity damaged = line.damagedQuantity() == null ? Quantity.ZERO : line.damagedQuantity();
        Fields.notBelowZero(line.quantity(), path + ".quantity");
        Fields.notBelowZero(damaged, path + ".damagedQuantity");
        if (line.quantity().isZero() && damaged.isZero()) {
            throw new InvalidField(path + ".quantity", "nothing arrived; leave the line out");
        }
        if (line.quantity().isPositive()) {
            lines.add(receipt(received, line, meanings, path, Bucket.FREE, line.quantity()));
        }
        if (damaged.isPositive()) {
            lines.add(receipt(received, line, meanings, path, Bucket.DAMAGED, damaged));
        }
    }

    private static GoodsLine receipt(
            StockReceived received, ReceiptLine line, Meanings meanings, String path, Bucket to, Quantity quantity) {
        Meant meant = meanings.whole(
                Meanings.said(
                        line.itemId(), line.scannedCode(), quantity, line.unitOfMeasure(), OptionalLong.empty(), path),
                path);
        long cost = Fields.cost(line.unitCost(), path + ".unitCost");
        Draws draws = received.orderId() == null || line.orderLine() == null
                ? Nothing.NOTHING
                : new OfOrder(received.orderId(), line.orderLine());
        return new GoodsLine(
                line.number(),
                meant.item(),
                Bucket.SUPPLIER,
                to,
                new Quantity(meant.thousandths()),
                Reason.NONE,
                draws,
                cost == Position.NO_COST
                        ? cost
                        : meant.meaning()
                                .map(meaning -> meaning.ownPerSaid().inverseTimes(cost))
                                .orElse(cost),
                meant.meaning());
    }

    static Goods dispatched(EventHeader header, TransferDispatched dispatched, String path) {
        here(header, dispatched.fromLocationId(), path + ".fromLocationId");
        if (dispatched.toLocationId().equals(dispatched.fromLocationId())) {
            throw new InvalidField(path + ".toLocationId", "goods can't be sent to where they are");
        }
        Transfer transfer = new Transfer(
                Fields.name(dispatched.transferId(), path + ".transferId"),
                Fields.location(dispatched.toLocationId(), path + ".toLocationId"));
        List<GoodsLine> lines = lines(dispatched.lines(), path, Bucket.FREE, Bucket.LINK, Reason.NONE);
        return new Goods(GoodsKind.DISPATCH, lines, Optional.of(transfer));
    }

    static Goods transferReceived(EventHeader header, TransferReceived received, String path) {
        here(header, received.toLocationId(), path + ".toLocationId");
        Fields.name(received.transferId(), path + ".transferId");
        if (received.lines().isEmpty() && received.shortages().isEmpty()) {
            throw new InvalidField(path + ".lines", "there are neither lines nor shortages; send at least one");
        }
        List<GoodsLine> lines = new ArrayList<>();
        if (!received.lines().isEmpty()) {
            lines.addAll(lines(received.lines(), path, Bucket.IN_TRANSIT, Bucket.FREE, Reason.NONE));
        }
        int number = received.lines().stream().mapToInt(StockLine::number).max().orElse(0);
        for (int i = 0; i < received.shortages().size(); i++) {
            TransferShortage shortage = received.shortages().get(i);
            String at = path + ".shortages[" + i + "]";
            number++;
            lines.add(line(
                    new StockLine(number, shortage.itemId(), shortage.quantity(), shortage.lot()),
                    at,
                    Bucket.IN_TRANSIT,
                    Bucket.SHRINK,
                    Fields.reason(Fields.name(shortage.reasonCode(), at + ".reasonCode"))));
        }
        return goods(GoodsKind.TRANSFER_RECEIPT, lines);
    }

    static Goods adjusted(StockAdjusted adjusted, String path) {
        Fields.lines(adjusted.lines(), path + ".lines", AdjustmentLine::number);
        Reason reason = Fields.reason(Fields.name(adjusted.reasonCode(), path + ".reasonCode"));
        List<GoodsLine> lines = new ArrayList<>(adjusted.lines().size());
        for (int i = 0; i < adjusted.lines().size(); i++) {
            AdjustmentLine line = adjusted.lines().get(i);
            String at = path + ".lines[" + i + "]";
            if (line.delta().isZero()) {
                throw new InvalidField(at + ".delta", "a change of 0 changes nothing; leave the line out");
            }
            boolean more = line.delta().isPositive();
            lines.add(new GoodsLine(
                    line.number(),
                    Fields.sku(line.itemId(), at + ".itemId"),
                    more ? Bucket.SHRINK : Bucket.FREE,
                    more ? Bucket.FREE : Bucket.SHRINK,
                    more ? line.delta() : line.delta().negated(),
                    reason,
                    Nothing.NOTHING,
                    Fields.cost(line.unitCost(), at + ".unitCost")));
        }
        return goods(GoodsKind.ADJUSTMENT, lines);
    }

    static Goods moved(StockMoved moved, String path) {
        Bucket from = Fields.bucket(moved.fromBucket(), path + ".fromBucket");
        Bucket to = Fields.bucket(moved.toBucket(), path + ".toBucket");
        if (!Commands.canMove(from, to)) {
            throw new InvalidField(
                    path + ".toBucket",
                    "goods are not moved from " + from + " to " + to
                            + " by hand; FREE, DAMAGED and QUARANTINED goods move among these and to SCRAP");
        }
        Reason reason = Fields.reason(Fields.name(moved.reasonCode(), path + ".reasonCode"));
        return goods(GoodsKind.MOVE, lines(moved.lines(), path, from, to, reason));
    }

    static Goods supplierReturn(SupplierReturnDispatched dispatched, String path) {
        Bucket from = Fields.bucket(dispatched.fromBucket(), path + ".fromBucket");
        if (from != Bucket.FREE && from != Bucket.DAMAGED) {
            throw new InvalidField(path + ".fromBucket", "goods go back to a supplier from FREE or DAMAGED");
        }
        Reason reason = Fields.reason(Fields.name(dispatched.reasonCode(), path + ".reasonCode"));
        return goods(GoodsKind.SUPPLIER_RETURN, lines(dispatched.lines(), path, from, Bucket.SUPPLIER, reason));
    }

    private static void here(EventHeader header, String locationId, String field) {
        if (!header.locationId().equals(locationId)) {
            throw new InvalidField(field, "it says " + locationId + ", and the event is of " + header.locationId());
        }
    }

    static List<GoodsLine> lines(List<StockLine> lines, String path, Bucket from, Bucket to, Reason reason) {
        Fields.lines(lines, path + ".lines", StockLine::number);
        List<GoodsLine> translated = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            translated.add(line(lines.get(i), path + ".lines[" + i + "]", from, to, reason));
        }
        return translated;
    }

    private static GoodsLine line(StockLine line, String path, Bucket from, Bucket to, Reason reason) {
        return new GoodsLine(
                line.number(),
                Fields.sku(line.itemId(), path + ".itemId"),
                from,
                to,
                Fields.aboveZero(line.quantity(), path + ".quantity"),
                reason,
                Nothing.NOTHING,
                Position.NO_COST);
    }

    private static Goods goods(GoodsKind kind, List<GoodsLine> lines) {
        return new Goods(kind, lines, Optional.empty());
    }
}
