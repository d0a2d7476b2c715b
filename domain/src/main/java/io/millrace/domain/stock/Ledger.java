package io.millrace.domain.stock;

import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.StockEvent.Confirm;
import io.millrace.domain.stock.StockEvent.CountClosed;
import io.millrace.domain.stock.StockEvent.CountOpened;
import io.millrace.domain.stock.StockEvent.Counted;
import io.millrace.domain.stock.StockEvent.DayClosed;
import io.millrace.domain.stock.StockEvent.Expire;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.History;
import io.millrace.domain.stock.StockEvent.OnOrder;
import io.millrace.domain.stock.StockEvent.OpenOrders;
import io.millrace.domain.stock.StockEvent.Release;
import io.millrace.domain.stock.StockEvent.Reserve;
import io.millrace.domain.stock.StockEvent.Reversal;
import java.util.Optional;

/// The judge of every event: what it does to a lane, or why not.
public final class Ledger {
    private final LedgerSettings settings;

    public Ledger(LedgerSettings settings) {
        this.settings = settings;
    }

    /// What becomes of an event that just came in.
    public Decision decide(Lane lane, Shop shop, StockEvent event) {
        return Identities.decide(lane, settings, event).orElseGet(() -> judge(lane, shop, event));
    }

    /// What becomes of an event that was already recognised as a new one, and had to wait.
    public Decision judge(Lane lane, Shop shop, StockEvent event) {
        Draft draft = new Draft(lane, shop, event);
        return draft(draft, event).orElseGet(() -> draft.posted(settings));
    }

    /// Makes a decision true.
    public static void evolve(Lane lane, Decision decision) {
        switch (decision) {
            case Posted posted -> posted.changes().forEach(lane::apply);
            case Decision.Pending pending -> pending.changes().forEach(lane::apply);
            case Decision.Repeated _, Decision.Rejected _ -> {
                // Nothing changed.
            }
        }
    }

    /// Drafts the posting; a decision if there is nothing to post.
    private Optional<Decision> draft(Draft draft, StockEvent event) {
        return switch (event.body()) {
            case Goods goods -> goods(draft, event, goods);
            case Counted counted -> {
                CountRules.post(draft, counted, settings);
                yield Optional.empty();
            }
            case CountOpened opened -> CountRules.open(draft, opened);
            case CountClosed closed -> CountRules.close(draft, closed, settings);
            case Reserve reserve -> ReservationRules.reserve(draft, reserve);
            case Confirm confirm -> ReservationRules.confirm(draft, confirm);
            case Release release -> ReservationRules.release(draft, release);
            case Expire expire -> ReservationRules.expire(draft, expire);
            case Reversal reversal -> ReversalRules.post(draft, reversal);
            case OnOrder onOrder -> OrderRules.post(draft, onOrder);
            case OpenOrders orders -> {
                OrderRules.load(draft, orders);
                yield Optional.empty();
            }
            case DayClosed closed -> dayClosed(draft, event, closed);
            case History _ -> Optional.empty();
        };
    }

    private static Optional<Decision> goods(Draft draft, StockEvent event, Goods goods) {
        GoodsRules.post(draft, goods, event.effectiveAtMicros());
        if (goods.kind() != GoodsKind.SALE && goods.kind() != GoodsKind.LINKED) {
            GoodsRules.keep(draft, goods, event.effectiveAtMicros());
        }
        return Optional.empty();
    }

    private static Optional<Decision> dayClosed(Draft draft, StockEvent event, DayClosed closed) {
        TillDay day = draft.day(closed.till(), closed.businessDate());
        draft.day(closed.till(), closed.businessDate(), day.closedBy(closed.close(), event.recordedAtMicros()));
        return Optional.empty();
    }
}
