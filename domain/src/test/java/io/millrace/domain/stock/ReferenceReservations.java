package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import java.util.HashMap;
import java.util.Map;

/// What the reference knows of reservations: what is open of each, in thousandths, and until when.
final class ReferenceReservations {
    private final Map<String, Map<Sku, Long>> open = new HashMap<>();
    private final Map<String, Long> expiries = new HashMap<>();

    boolean isTaken(String reservationId) {
        return open.containsKey(reservationId);
    }

    void put(String reservationId, Map<Sku, Long> granted, long expiresAtMicros) {
        open.put(reservationId, granted);
        expiries.put(reservationId, expiresAtMicros);
    }

    void confirm(String reservationId) {
        expiries.put(reservationId, Times.NEVER);
    }

    boolean isDue(String reservationId, long nowMicros) {
        long expiresAt = expiries.getOrDefault(reservationId, Times.NEVER);
        return !open(reservationId).isEmpty() && expiresAt != Times.NEVER && expiresAt <= nowMicros;
    }

    Map<Sku, Long> open(String reservationId) {
        return open.getOrDefault(reservationId, Map.of());
    }

    /// Takes as much as there is, and says how much that was.
    long draw(String reservationId, Sku item, long thousandths) {
        long left = open(reservationId).getOrDefault(item, 0L);
        long drawn = Math.min(left, thousandths);
        if (drawn > 0 && drawn == left) {
            open.get(reservationId).remove(item);
        } else if (drawn > 0) {
            open.get(reservationId).put(item, left - drawn);
        }
        return drawn;
    }

    long held(Sku item) {
        return open.values().stream()
                .mapToLong(items -> items.getOrDefault(item, 0L))
                .sum();
    }
}
