package io.millrace.domain.stock;

import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.StockEvent.ById;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.Original;
import io.millrace.domain.stock.StockEvent.Reversal;
import io.millrace.domain.stock.StockEvent.TillNumber;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Voids and corrections: the original's movements are made backwards, at the original's time, then the replacement's.
/// Nothing is edited.
///
/// Each rule returns a decision if there is nothing to post.
final class ReversalRules {
    private ReversalRules() {}

    static Optional<Decision> post(Draft draft, Reversal reversal) {
        return switch (reversal.original()) {
            case Original.Carried carried -> ofSale(draft, reversal, carried);
            case Original.Named(UUID eventId) -> ofCommand(draft, reversal, eventId);
        };
    }

    private static Optional<Decision> ofSale(Draft draft, Reversal reversal, Original.Carried carried) {
        StockEvent sale = carried.sale();
        Optional<Decision> refused = switch (sale.identity()) {
            case TillNumber number -> checkNumber(draft, sale, number);
            case ById byId -> checkId(draft, sale, byId);
        };
        if (!(sale.body() instanceof Goods goods) || goods.kind() != GoodsKind.SALE) {
            return refused.filter(Rejected.class::isInstance)
                    .or(() -> notCorrectable("body.original", "only a sale can be voided or corrected this way"));
        }
        if (refused.isPresent()) {
            return refused;
        }
        Optional<Goods> posted = asPosted(draft, sale, goods, carried.unlisted());
        if (posted.isEmpty()) {
            return notCorrectable(
                    "body.original",
                    "the catalogue has changed since it was posted, so that its lines no longer say what they moved;"
                            + " book the difference as an adjustment");
        }
        replace(draft, posted.get(), sale.effectiveAtMicros(), reversal.replacement());
        return Optional.empty();
    }

    /// What the sale was taken to mean when it was posted. A kit may have other parts by now, a code another item. Of a
    /// sale so old that its content is no longer kept, it is what it means now.
    private static Optional<Goods> asPosted(Draft draft, StockEvent sale, Goods now, List<GoodsLine> unlisted) {
        boolean forgotten = sale.identity() instanceof TillNumber number
                && draft.lane().digestOf(number).isEmpty();
        int meant = draft.lane().meaningOf(sale.identity()).orElse(Goods.AS_SAID);
        return forgotten ? Optional.of(now) : Readings.of(now, unlisted, meant);
    }

    private static Optional<Decision> checkNumber(Draft draft, StockEvent sale, TillNumber number) {
        TillDay day = draft.day(number.till(), number.businessDate());
        if (!day.numbers().contains(number.sequence())) {
            return pending(draft, number);
        }
        OptionalInt digest = draft.lane().digestOf(number);
        if (digest.isPresent() && digest.getAsInt() != sale.digest()) {
            return differs();
        }
        if (day.reversed().contains(number.sequence())) {
            return alreadyCorrected();
        }
        draft.day(number.till(), number.businessDate(), day.withReversed(number.sequence()));
        return Optional.empty();
    }

    private static Optional<Decision> checkId(Draft draft, StockEvent sale, ById byId) {
        Optional<Seen> seen = draft.lane().seen(byId.eventId());
        if (seen.isEmpty()) {
            return pending(draft, byId);
        }
        if (seen.get().digest() != sale.digest()) {
            return differs();
        }
        if (draft.lane().command(byId.eventId()).filter(KeptCommand::reversed).isPresent()) {
            return alreadyCorrected();
        }
        draft.change(new Change.OfCommand(
                byId.eventId(),
                new KeptCommand(
                        sale.effectiveAtMicros(),
                        Optional.empty(),
                        true,
                        draft.event().recordedAtMicros())));
        return Optional.empty();
    }

    private static Optional<Decision> ofCommand(Draft draft, Reversal reversal, UUID eventId) {
        Optional<KeptCommand> found = draft.lane().command(eventId);
        if (found.isEmpty()) {
            return draft.lane().seen(eventId).isPresent()
                    ? notCorrectable(
                            "body.correction.correctsEventId",
                            "an event of this kind is not corrected: count again, or send what happened since")
                    : pending(draft, new ById(eventId));
        }
        KeptCommand kept = found.get();
        if (kept.reversed()) {
            return alreadyCorrected();
        }
        Optional<Goods> goods = kept.goods();
        if (goods.isEmpty()) {
            return notCorrectable("body.correction", "a sale is corrected by sending the original sale along");
        }
        draft.change(new Change.OfCommand(eventId, kept.asReversed()));
        replace(draft, goods.get(), kept.effectiveAtMicros(), reversal.replacement());
        return Optional.empty();
    }

    private static void replace(Draft draft, Goods goods, long atMicros, Optional<Goods> replacement) {
        GoodsRules.reverse(draft, goods, atMicros);
        replacement.ifPresent(instead -> GoodsRules.post(draft, instead, atMicros));
    }

    private static Optional<Decision> pending(Draft draft, Identity awaited) {
        return Optional.of(draft.pending(awaited));
    }

    private static Optional<Decision> differs() {
        return Optional.of(new Rejected(
                Rejection.ORIGINAL_DIFFERS,
                "body.original",
                "the original it carries is not the event that was posted; send it exactly as it was first sent"));
    }

    private static Optional<Decision> alreadyCorrected() {
        return Optional.of(new Rejected(
                Rejection.ALREADY_CORRECTED,
                "body.original",
                "the event was voided or corrected before; an event is taken back once"));
    }

    private static Optional<Decision> notCorrectable(String field, String detail) {
        return Optional.of(new Rejected(Rejection.NOT_CORRECTABLE, field, detail));
    }
}
