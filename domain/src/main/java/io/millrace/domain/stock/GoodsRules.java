package io.millrace.domain.stock;

import io.millrace.domain.Quantity;
import io.millrace.domain.stock.Decision.Shipment;
import io.millrace.domain.stock.Draft.Traits;
import io.millrace.domain.stock.StockEvent.Draws.Nothing;
import io.millrace.domain.stock.StockEvent.Draws.OfOrder;
import io.millrace.domain.stock.StockEvent.Draws.OfReservation;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goods that moved. What happened is posted, whatever the books say.
final class GoodsRules {
    private GoodsRules() {}

    static void post(Draft draft, Goods goods, long atMicros) {
        for (GoodsLine line : goods.lines()) {
            draft.book(line.number(), line.item(), movements(draft, line), atMicros, traits(goods.kind(), line));
        }
        goods.transfer().ifPresent(transfer -> draft.ship(new Shipment(transfer, goods.lines(), false)));
    }

    /// Takes back what was posted, at the time it was posted for.
    static void reverse(Draft draft, Goods goods, long atMicros) {
        for (GoodsLine line : goods.lines()) {
            GoodsLine back = line.reversed();
            draft.book(back.number(), back.item(), movements(draft, back), atMicros, Traits.REVERSED);
        }
        goods.transfer().ifPresent(transfer -> draft.ship(new Shipment(transfer, goods.lines(), true)));
    }

    /// What a command moved is kept, so that it can be taken back.
    static void keep(Draft draft, Goods goods, long atMicros) {
        StockEvent event = draft.event();
        draft.change(new Change.OfCommand(
                event.eventId(), new KeptCommand(atMicros, Optional.of(goods), false, event.recordedAtMicros())));
    }

    private static Traits traits(GoodsKind kind, GoodsLine line) {
        return switch (kind) {
            case SALE -> line.to() == Bucket.CUSTOMER ? Traits.SOLD : Traits.PLAIN;
            case RECEIPT, TRANSFER_RECEIPT ->
                line.to() == Bucket.SHRINK ? Traits.PLAIN : Traits.received(line.unitCost());
            case ADJUSTMENT -> line.unitCost() == Position.NO_COST ? Traits.PLAIN : Traits.received(line.unitCost());
            case DISPATCH, LINKED, MOVE, SUPPLIER_RETURN -> Traits.PLAIN;
        };
    }

    private static List<Movement> movements(Draft draft, GoodsLine line) {
        return switch (line.draws()) {
            case Nothing _ -> List.of(new Movement(line.from(), line.to(), line.quantity(), line.reason()));
            case OfReservation(String reservationId) -> fromReservation(draft, line, reservationId);
            case OfOrder(String orderId, int orderLine) -> fromOrder(draft, line, orderId, orderLine);
        };
    }

    private static List<Movement> fromReservation(Draft draft, GoodsLine line, String reservationId) {
        long taken = ReservationRules.take(
                draft, reservationId, line.item(), line.quantity().thousandths());
        return split(line, Bucket.RESERVED, taken);
    }

    /// The order gives what it still has to give, the rest was never ordered; backwards, the order gets it back.
    private static List<Movement> fromOrder(Draft draft, GoodsLine line, String orderId, int orderLine) {
        long thousandths = line.quantity().thousandths();
        boolean back = line.to() == Bucket.SUPPLIER;
        OpenOrder before = draft.order(orderId, orderLine);
        OpenOrder after = before.withReceipt(
                back ? -thousandths : thousandths, draft.event().recordedAtMicros());
        draft.order(orderId, orderLine, after);
        return split(line, Bucket.ON_ORDER, Math.abs(after.onOrder() - before.onOrder()));
    }

    /// Moves a part through another account than the line's own outer one.
    private static List<Movement> split(GoodsLine line, Bucket account, long partThousandths) {
        long rest = line.quantity().thousandths() - partThousandths;
        boolean back = line.to() == Bucket.SUPPLIER;
        Bucket from = back ? line.from() : account;
        Bucket to = back ? account : line.to();
        List<Movement> movements = new ArrayList<>(2);
        if (partThousandths > 0) {
            movements.add(new Movement(from, to, new Quantity(partThousandths), line.reason()));
        }
        if (rest > 0) {
            movements.add(new Movement(line.from(), line.to(), new Quantity(rest), line.reason()));
        }
        return movements;
    }
}
