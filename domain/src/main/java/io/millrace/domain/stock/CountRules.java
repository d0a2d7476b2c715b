package io.millrace.domain.stock;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Draft.Traits;
import io.millrace.domain.stock.StockEvent.CountClosed;
import io.millrace.domain.stock.StockEvent.CountOpened;
import io.millrace.domain.stock.StockEvent.CountScope;
import io.millrace.domain.stock.StockEvent.Counted;
import io.millrace.domain.stock.StockEvent.CountedLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Counts: absolute as of the moment somebody looked at the shelf.
final class CountRules {
    private CountRules() {}

    static void post(Draft draft, Counted counted, LedgerSettings settings) {
        for (CountedLine line : counted.lines()) {
            book(draft, line, counted.opening(), settings);
        }
        draft.lane()
                .count(counted.countId())
                .filter(session -> !session.closed())
                .ifPresent(session -> draft.change(new Change.OfCount(
                        counted.countId(),
                        session.withCounted(
                                counted.lines().stream().map(CountedLine::item).toList(),
                                draft.event().recordedAtMicros()))));
    }

    private static void book(Draft draft, CountedLine line, boolean opening, LedgerSettings settings) {
        long recordedAt = draft.event().recordedAtMicros();
        long countedAt = Math.min(line.countedAtMicros(), recordedAt);
        Position before = draft.position(line.item());
        if (countedAt < recordedAt - settings.countLateMicros() || countedAt <= before.countedAtMicros()) {
            draft.note(line.number(), line.item(), Flag.RECOUNT, line.countedAtMicros());
            draft.alert(new StockAlert(
                    StockAlert.Kind.RECOUNT,
                    line.item(),
                    true,
                    before.free(),
                    line.counted().thousandths()));
            return;
        }
        long variance = line.counted().thousandths() - then(draft, line.item(), countedAt);
        if (Math.abs(variance) > Quantity.MAX.thousandths()) {
            draft.overflow();
            return;
        }
        Traits traits = Traits.counted(line.countedAtMicros(), opening);
        draft.book(line.number(), line.item(), movements(variance, opening), countedAt, traits);
    }

    /// What the books say a count made at a moment should have found.
    private static long then(Draft draft, Sku item, long micros) {
        return draft.position(item).counted() - draft.lane().countedChangeAfter(item, micros);
    }

    private static List<Movement> movements(long variance, boolean opening) {
        Bucket account = opening ? Bucket.OPENING : Bucket.SHRINK;
        if (variance == 0) {
            return List.of();
        }
        Quantity quantity = new Quantity(Math.abs(variance));
        return List.of(
                variance > 0
                        ? new Movement(account, Bucket.FREE, quantity, Reason.COUNT)
                        : new Movement(Bucket.FREE, account, quantity, Reason.COUNT));
    }

    /// A decision if there is nothing to post.
    static Optional<Decision> open(Draft draft, CountOpened opened) {
        if (draft.lane().count(opened.countId()).isPresent()) {
            return Optional.of(new Rejected(
                    Rejection.INVALID,
                    "body.countId",
                    "count " + opened.countId() + " was opened before; open a new one under another name"));
        }
        draft.change(new Change.OfCount(
                opened.countId(),
                new CountSession(
                        opened.scope(),
                        opened.opening(),
                        Set.of(),
                        false,
                        draft.event().recordedAtMicros())));
        return Optional.empty();
    }

    /// What nobody counted is zero: only now, and only what the session covers. A decision if there is nothing to post.
    static Optional<Decision> close(Draft draft, CountClosed closed, LedgerSettings settings) {
        Optional<CountSession> found = draft.lane().count(closed.countId());
        if (found.isEmpty() || found.get().closed()) {
            return Optional.of(new Rejected(
                    Rejection.COUNT_NOT_OPEN,
                    "body.countId",
                    "no count " + closed.countId() + " is open here; open it before its lines and its close"));
        }
        CountSession session = found.get();
        StockEvent event = draft.event();
        int number = 0;
        for (Sku item : uncounted(draft, session, event.effectiveAtMicros())) {
            number++;
            CountedLine zero = new CountedLine(number, item, Quantity.ZERO, event.effectiveAtMicros());
            book(draft, zero, session.opening(), settings);
        }
        draft.change(new Change.OfCount(closed.countId(), session.close(event.recordedAtMicros())));
        return Optional.empty();
    }

    private static List<Sku> uncounted(Draft draft, CountSession session, long atMicros) {
        return draft.lane().items().stream()
                .filter(item -> !session.counted().contains(item))
                .filter(item -> then(draft, item, atMicros) != 0)
                .filter(item -> covers(session.scope(), item, draft.shop()))
                .sorted((left, right) -> left.value().compareTo(right.value()))
                .toList();
    }

    private static boolean covers(CountScope scope, Sku item, Shop shop) {
        if (scope.wholeLocation() || scope.items().contains(item)) {
            return true;
        }
        String path = String.join("/", shop.categoryPath(item)) + "/";
        return scope.categories().stream().anyMatch(category -> path.startsWith(category + "/"));
    }
}
