package io.millrace.domain.stock;

import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Decision.Repeated;
import io.millrace.domain.stock.StockEvent.ById;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.TillNumber;
import java.util.Optional;
import java.util.OptionalInt;

/// Whether an event was taken in before.
final class Identities {
    private Identities() {}

    /// The decision on an event that is no new one; empty if it is new.
    static Optional<Decision> decide(Lane lane, LedgerSettings settings, StockEvent event) {
        return switch (event.identity()) {
            case TillNumber number -> byNumber(lane, settings, event, number);
            case ById byId -> byId(lane, settings, event, byId);
        };
    }

    private static Optional<Decision> byNumber(
            Lane lane, LedgerSettings settings, StockEvent event, TillNumber number) {
        if (number.businessDate().toEpochDay() < firstDay(event.recordedAtMicros() - settings.numberMicros())) {
            return Optional.of(tooOld("header.businessDate", settings.numberMicros()));
        }
        if (!lane.tillDay(number.till(), number.businessDate()).numbers().contains(number.sequence())) {
            return Optional.empty();
        }
        OptionalInt digest = lane.digestOf(number);
        return Optional.of(
                digest.isEmpty() || digest.getAsInt() == event.digest()
                        ? Repeated.REPEATED
                        : conflict(
                                "header.origin.sequence",
                                "till " + number.till() + " sent another event as number " + number.sequence() + " of "
                                        + number.businessDate()
                                        + "; has its counter restarted? Send this one under a number of its own"));
    }

    private static Optional<Decision> byId(Lane lane, LedgerSettings settings, StockEvent event, ById byId) {
        Optional<Seen> seen = lane.seen(byId.eventId());
        if (seen.isPresent() && seen.get().digest() == event.digest()) {
            return Optional.of(Repeated.REPEATED);
        }
        if (event.occurredAtMicros() < event.recordedAtMicros() - settings.identityMicros()) {
            return Optional.of(tooOld("header.occurredAt", settings.identityMicros()));
        }
        return seen.map(_ -> conflict(
                "header.eventId", "another event came with this eventId; give every event an eventId of its own"));
    }

    /// What the lane has to remember of an event that was taken in.
    static Change remembered(StockEvent event) {
        return switch (event.identity()) {
            case TillNumber number -> new Change.OfNumber(number, event.digest(), event.recordedAtMicros());
            case ById byId -> new Change.OfSeen(byId.eventId(), new Seen(event.digest(), latestMicros(event)));
        };
    }

    /// What else it has to remember, if the event's lines did not mean just what they said.
    static Optional<Change> meaning(StockEvent event) {
        int digest = event.body() instanceof Goods goods && goods.kind() == GoodsKind.SALE
                ? goods.meaningDigest()
                : Goods.AS_SAID;
        return digest == Goods.AS_SAID
                ? Optional.empty()
                : Optional.of(new Change.OfMeaning(event.identity(), digest, latestMicros(event)));
    }

    private static Rejected conflict(String field, String detail) {
        return new Rejected(Rejection.CONFLICT, field, detail);
    }

    private static Rejected tooOld(String field, long windowMicros) {
        return new Rejected(
                Rejection.TOO_OLD,
                field,
                "it happened more than " + windowMicros / Times.DAY_MICROS
                        + " days ago, and a repeat of it could not be recognised; book its effect as an adjustment");
    }

    /// From then on a repeat is not too old for as long as its identity is kept, whatever the source's clock said.
    private static long latestMicros(StockEvent event) {
        return Math.max(event.occurredAtMicros(), event.recordedAtMicros());
    }

    /// The first day that begins at or after a moment. Days are compared, for the micros of some would not fit a long.
    private static long firstDay(long micros) {
        return Math.ceilDiv(micros, Times.DAY_MICROS);
    }
}
