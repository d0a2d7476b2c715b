package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import java.util.HashMap;
import java.util.Map;

/// Goods set aside for a customer.
///
/// @param open what is still set aside, in thousandths
/// @param expiresAtMicros when it lapses, or [Times#NEVER]
/// @param changedAtMicros when it last changed; what is over is forgotten some time after
public record Reservation(Map<Sku, Long> open, long expiresAtMicros, long changedAtMicros) {
    public Reservation {
        open = Map.copyOf(open);
    }

    public boolean isOver() {
        return open.isEmpty();
    }

    long openOf(Sku item) {
        return open.getOrDefault(item, 0L);
    }

    Reservation with(Sku item, long thousandths, long atMicros) {
        Map<Sku, Long> changed = new HashMap<>(open);
        if (thousandths == 0) {
            changed.remove(item);
        } else {
            changed.put(item, thousandths);
        }
        return new Reservation(changed, expiresAtMicros, atMicros);
    }

    Reservation confirmed(long atMicros) {
        return new Reservation(open, Times.NEVER, atMicros);
    }
}
