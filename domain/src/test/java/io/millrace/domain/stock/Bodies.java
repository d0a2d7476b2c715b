package io.millrace.domain.stock;

import io.millrace.domain.LocationId;
import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.CountScope;
import io.millrace.domain.stock.StockEvent.Counted;
import io.millrace.domain.stock.StockEvent.CountedLine;
import io.millrace.domain.stock.StockEvent.Draws;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.OnOrder;
import io.millrace.domain.stock.StockEvent.OrderChange;
import io.millrace.domain.stock.StockEvent.Original;
import io.millrace.domain.stock.StockEvent.Reserve;
import io.millrace.domain.stock.StockEvent.ReserveLine;
import io.millrace.domain.stock.StockEvent.Reversal;
import io.millrace.domain.stock.StockEvent.Transfer;
import java.util.List;
import java.util.Optional;

/// What events say, in whole units.
final class Bodies {
    static final Sku MILK = Sku.of("milk");
    static final Sku BREAD = Sku.of("bread");
    static final Reason THEFT = Reason.of("THEFT");

    private Bodies() {}

    static Goods sale(Sku item, long units) {
        return goods(GoodsKind.SALE, line(item, Bucket.FREE, Bucket.CUSTOMER, units));
    }

    static Goods saleFrom(String reservationId, Sku item, long units) {
        Draws draws = new Draws.OfReservation(reservationId);
        return goods(GoodsKind.SALE, line(item, Bucket.FREE, Bucket.CUSTOMER, units, draws, Position.NO_COST));
    }

    static Goods returned(Sku item, long units, Bucket disposition) {
        return goods(GoodsKind.SALE, line(item, Bucket.CUSTOMER, disposition, units));
    }

    static Goods receipt(Sku item, long units) {
        return goods(GoodsKind.RECEIPT, line(item, Bucket.SUPPLIER, Bucket.FREE, units));
    }

    static Goods receiptAt(long unitCost, Sku item, long units) {
        Draws none = Draws.Nothing.NOTHING;
        return goods(GoodsKind.RECEIPT, line(item, Bucket.SUPPLIER, Bucket.FREE, units, none, unitCost));
    }

    static Goods receiptFor(String orderId, Sku item, long units) {
        Draws draws = new Draws.OfOrder(orderId, 1);
        return goods(GoodsKind.RECEIPT, line(item, Bucket.SUPPLIER, Bucket.FREE, units, draws, Position.NO_COST));
    }

    static OnOrder onOrder(long sequence, String orderId, Sku item, long delta) {
        return new OnOrder(sequence, List.of(new OrderChange(1, orderId, 1, item, Quantity.of(delta))));
    }

    static StockEvent.OpenOrders openOrder(String orderId, Sku item, long units) {
        return new StockEvent.OpenOrders(List.of(new OrderChange(1, orderId, 1, item, Quantity.of(units))));
    }

    static Goods dispatch(Sku item, long units) {
        Transfer transfer = new Transfer("transfer-1", LocationId.of("store-2"));
        return new Goods(
                GoodsKind.DISPATCH, List.of(line(item, Bucket.FREE, Bucket.LINK, units)), Optional.of(transfer));
    }

    static Goods linked(Sku item, long units) {
        return goods(GoodsKind.LINKED, line(item, Bucket.LINK, Bucket.IN_TRANSIT, units));
    }

    static Goods arrived(Sku item, long units) {
        return goods(GoodsKind.TRANSFER_RECEIPT, line(item, Bucket.IN_TRANSIT, Bucket.FREE, units));
    }

    static Goods lostOnTheWay(Sku item, long units) {
        GoodsLine line = new GoodsLine(
                1,
                item,
                Bucket.IN_TRANSIT,
                Bucket.SHRINK,
                Quantity.of(units),
                THEFT,
                Draws.Nothing.NOTHING,
                Position.NO_COST);
        return goods(GoodsKind.TRANSFER_RECEIPT, line);
    }

    static Goods adjusted(Sku item, long delta) {
        return goods(
                GoodsKind.ADJUSTMENT,
                delta > 0
                        ? line(item, Bucket.SHRINK, Bucket.FREE, delta)
                        : line(item, Bucket.FREE, Bucket.SHRINK, -delta));
    }

    static Goods moved(Sku item, Bucket from, Bucket to, long units) {
        return goods(GoodsKind.MOVE, line(item, from, to, units));
    }

    static Goods supplierReturn(Sku item, Bucket from, long units) {
        return goods(GoodsKind.SUPPLIER_RETURN, line(item, from, Bucket.SUPPLIER, units));
    }

    static Counted counted(Sku item, long units, long atMicros) {
        return counted("", false, item, units, atMicros);
    }

    static Counted openingCount(Sku item, long units, long atMicros) {
        return counted("", true, item, units, atMicros);
    }

    static Counted counted(String countId, boolean opening, Sku item, long units, long atMicros) {
        return new Counted(countId, opening, List.of(new CountedLine(1, item, Quantity.of(units), atMicros)));
    }

    static CountScope everything() {
        return new CountScope(true, List.of(), List.of());
    }

    static Reserve reserve(String reservationId, Sku item, long units) {
        return new Reserve(reservationId, Times.NEVER, false, List.of(reserveLine(1, item, units)));
    }

    static ReserveLine reserveLine(int number, Sku item, long units) {
        return new ReserveLine(number, item, Quantity.of(units));
    }

    static Reversal taken(StockEvent original) {
        return new Reversal(new Original.Carried(original, List.of()), Optional.empty());
    }

    static Reversal instead(StockEvent original, Goods replacement) {
        return new Reversal(new Original.Carried(original, List.of()), Optional.of(replacement));
    }

    static Reversal takenByName(StockEvent original) {
        return new Reversal(new Original.Named(original.eventId()), Optional.empty());
    }

    static Goods goods(GoodsKind kind, GoodsLine... lines) {
        return new Goods(kind, List.of(lines), Optional.empty());
    }

    static GoodsLine line(Sku item, Bucket from, Bucket to, long units) {
        return line(item, from, to, units, Draws.Nothing.NOTHING, Position.NO_COST);
    }

    static GoodsLine line(Sku item, Bucket from, Bucket to, long units, Draws draws, long unitCost) {
        return new GoodsLine(1, item, from, to, Quantity.of(units), Reason.NONE, draws, unitCost);
    }
}
