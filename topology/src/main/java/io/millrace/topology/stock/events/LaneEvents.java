package io.millrace.topology.stock.events;

import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.Digest;
import io.millrace.domain.stock.Reason;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.OnOrder;
import io.millrace.domain.stock.StockEvent.OrderChange;
import io.millrace.domain.stock.TillDay.Sums;
import io.millrace.events.stock.GoodsLinked;
import io.millrace.events.supply.OnOrderChange;
import io.millrace.events.supply.OnOrderChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What our own applications tell a lane.
public final class LaneEvents {
    private LaneEvents() {}

    public static Translated translate(OnOrderChanged changed, long recordedAtMicros) {
        try {
            List<OrderChange> changes = new ArrayList<>(changed.changes().size());
            for (OnOrderChange change : changed.changes()) {
                String path = "changes[" + changes.size() + "]";
                changes.add(new OrderChange(
                        changes.size() + 1,
                        Fields.name(change.orderId(), path + ".orderId"),
                        change.orderLine(),
                        Fields.sku(change.itemId(), path + ".itemId"),
                        change.delta()));
            }
            return new Translated.Valid(Headers.event(
                    changed.header(),
                    recordedAtMicros,
                    new Digest().add(changed.sequence()),
                    Sums.ZERO,
                    new OnOrder(changed.sequence(), changes)));
        } catch (InvalidField invalid) {
            return invalid.result();
        }
    }

    public static Translated translate(GoodsLinked linked, long recordedAtMicros) {
        try {
            Bucket from = linked.takenBack() ? Bucket.IN_TRANSIT : Bucket.LINK;
            Bucket to = linked.takenBack() ? Bucket.LINK : Bucket.IN_TRANSIT;
            Goods goods = new Goods(
                    GoodsKind.LINKED, GoodsCommands.lines(linked.lines(), "", from, to, Reason.NONE), Optional.empty());
            return new Translated.Valid(Headers.event(
                    linked.header(), recordedAtMicros, new Digest().add(linked.transferId()), Sums.ZERO, goods));
        } catch (InvalidField invalid) {
            return invalid.result();
        }
    }
}
