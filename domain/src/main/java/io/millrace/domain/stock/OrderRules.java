package io.millrace.domain.stock;

import io.millrace.domain.Quantity;
import io.millrace.domain.stock.Decision.Repeated;
import io.millrace.domain.stock.Draft.Traits;
import io.millrace.domain.stock.StockEvent.OnOrder;
import io.millrace.domain.stock.StockEvent.OpenOrders;
import io.millrace.domain.stock.StockEvent.OrderChange;
import java.util.List;
import java.util.Optional;

/// What is on order, as the reorder application says.
final class OrderRules {
    private OrderRules() {}

    /// A decision if there is nothing to post.
    static Optional<Decision> post(Draft draft, OnOrder onOrder) {
        if (onOrder.sequence() <= draft.lane().orderSequence()) {
            return Optional.of(Repeated.REPEATED);
        }
        book(draft, onOrder.changes());
        draft.change(new Change.OfOrderSequence(onOrder.sequence()));
        return Optional.empty();
    }

    /// Orders from before the reorder application: they stand outside its sequence.
    static void load(Draft draft, OpenOrders orders) {
        book(draft, orders.lines());
    }

    private static void book(Draft draft, List<OrderChange> changes) {
        StockEvent event = draft.event();
        for (OrderChange change : changes) {
            OpenOrder before = draft.order(change.orderId(), change.orderLine());
            OpenOrder after = before.changed(change.delta().thousandths(), event.recordedAtMicros());
            draft.order(change.orderId(), change.orderLine(), after);
            draft.book(
                    change.number(),
                    change.item(),
                    movement(before, after, change.delta()),
                    event.effectiveAtMicros(),
                    Traits.PLAIN);
        }
    }

    private static List<Movement> movement(OpenOrder before, OpenOrder after, Quantity delta) {
        long added = after.onOrder() - before.onOrder();
        Reason reason = added == delta.thousandths() ? Reason.NONE : Reason.ORDER_SETTLED;
        if (added == 0) {
            return List.of();
        }
        Quantity quantity = new Quantity(Math.abs(added));
        return List.of(
                added > 0
                        ? new Movement(Bucket.SUPPLIER, Bucket.ON_ORDER, quantity, reason)
                        : new Movement(Bucket.ON_ORDER, Bucket.SUPPLIER, quantity, reason));
    }
}
