package io.millrace.domain.stock;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Decision.Repeated;
import io.millrace.domain.stock.Draft.Traits;
import io.millrace.domain.stock.StockEvent.Confirm;
import io.millrace.domain.stock.StockEvent.Expire;
import io.millrace.domain.stock.StockEvent.Release;
import io.millrace.domain.stock.StockEvent.Reserve;
import io.millrace.domain.stock.StockEvent.ReserveLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goods set aside for customers: the only thing the ledger refuses for lack of stock.
///
/// Each rule returns a decision if there is nothing to post.
final class ReservationRules {
    private ReservationRules() {}

    static Optional<Decision> reserve(Draft draft, Reserve reserve) {
        StockEvent event = draft.event();
        if (reserve.expiresAtMicros() != Times.NEVER && reserve.expiresAtMicros() <= event.recordedAtMicros()) {
            return Optional.of(
                    new Rejected(Rejection.INVALID, "body.expiresAt", "the reservation would lapse before it begins"));
        }
        if (draft.lane().reservation(reserve.reservationId()).isPresent()) {
            return rejected(
                    Rejection.RESERVATION_EXISTS,
                    "reservation " + reserve.reservationId() + " exists; release it, or ask under another name");
        }
        Reservation reservation = new Reservation(Map.of(), reserve.expiresAtMicros(), event.recordedAtMicros());
        for (ReserveLine line : reserve.lines()) {
            long asked = line.quantity().thousandths();
            long given = Math.min(asked, Math.max(0, draft.position(line.item()).free()));
            if (given < asked && reserve.allOrNothing()) {
                return insufficient(line, given);
            }
            if (given > 0) {
                draft.grant(line.item(), given);
                reservation = reservation.with(
                        line.item(), reservation.openOf(line.item()) + given, event.recordedAtMicros());
                move(draft, line.number(), line.item(), Bucket.FREE, Bucket.RESERVED, given, Reason.NONE);
            }
        }
        if (reservation.isOver()) {
            return insufficient(reserve.lines().getFirst(), 0);
        }
        draft.reservation(reserve.reservationId(), reservation);
        return Optional.empty();
    }

    static Optional<Decision> confirm(Draft draft, Confirm confirm) {
        Optional<Reservation> reservation = draft.reservation(confirm.reservationId());
        if (reservation.isEmpty() || reservation.get().isOver()) {
            return unknown(confirm.reservationId());
        }
        draft.reservation(
                confirm.reservationId(),
                reservation.get().confirmed(draft.event().recordedAtMicros()));
        return Optional.empty();
    }

    static Optional<Decision> release(Draft draft, Release release) {
        Optional<Reservation> reservation = draft.reservation(release.reservationId());
        if (reservation.isEmpty() || reservation.get().isOver()) {
            return unknown(release.reservationId());
        }
        List<ReserveLine> lines = release.lines().isEmpty() ? all(reservation.get()) : release.lines();
        give(draft, release.reservationId(), lines, release.reason());
        return Optional.empty();
    }

    static Optional<Decision> expire(Draft draft, Expire expire) {
        Optional<Reservation> reservation = draft.reservation(expire.reservationId());
        boolean due = reservation.isPresent()
                && !reservation.get().isOver()
                && reservation.get().expiresAtMicros() != Times.NEVER
                && reservation.get().expiresAtMicros() <= draft.event().recordedAtMicros();
        if (!due) {
            return Optional.of(Repeated.REPEATED);
        }
        give(draft, expire.reservationId(), all(reservation.get()), Reason.NONE);
        return Optional.empty();
    }

    /// Uses up as much of a reservation as there is, and says how much that was.
    static long take(Draft draft, String reservationId, Sku item, long thousandths) {
        Optional<Reservation> reservation = draft.reservation(reservationId);
        if (reservation.isEmpty()) {
            return 0;
        }
        long open = reservation.get().openOf(item);
        long taken = Math.min(open, thousandths);
        if (taken > 0) {
            draft.reservation(
                    reservationId,
                    reservation.get().with(item, open - taken, draft.event().recordedAtMicros()));
        }
        return taken;
    }

    private static void give(Draft draft, String reservationId, List<ReserveLine> lines, Reason reason) {
        for (ReserveLine line : lines) {
            long given = take(draft, reservationId, line.item(), line.quantity().thousandths());
            if (given > 0) {
                move(draft, line.number(), line.item(), Bucket.RESERVED, Bucket.FREE, given, reason);
            }
        }
    }

    private static void move(
            Draft draft, int number, Sku item, Bucket from, Bucket to, long thousandths, Reason reason) {
        Movement movement = new Movement(from, to, new Quantity(thousandths), reason);
        draft.book(number, item, List.of(movement), draft.event().effectiveAtMicros(), Traits.PLAIN);
    }

    private static List<ReserveLine> all(Reservation reservation) {
        List<ReserveLine> lines = new ArrayList<>();
        reservation.open().keySet().stream()
                .sorted((left, right) -> left.value().compareTo(right.value()))
                .forEach(item ->
                        lines.add(new ReserveLine(lines.size() + 1, item, new Quantity(reservation.openOf(item)))));
        return lines;
    }

    private static Optional<Decision> insufficient(ReserveLine line, long freeThousandths) {
        return Optional.of(new Rejected(
                Rejection.INSUFFICIENT_STOCK,
                "body.lines",
                "line " + line.number() + " asks for " + line.quantity() + " of " + line.item() + ", and "
                        + new Quantity(freeThousandths) + " are free"));
    }

    private static Optional<Decision> unknown(String reservationId) {
        return rejected(
                Rejection.RESERVATION_UNKNOWN,
                "there is no reservation " + reservationId + " here, or nothing is left of it");
    }

    private static Optional<Decision> rejected(Rejection reason, String detail) {
        return Optional.of(new Rejected(reason, "body.reservationId", detail));
    }
}
