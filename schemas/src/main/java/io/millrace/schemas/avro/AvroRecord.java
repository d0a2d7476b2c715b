package io.millrace.schemas.avro;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A record of the contract: immutable, equal by content, and able to write itself.
public interface AvroRecord {
    /// Writes the fields in the order of the schema.
    void write(AvroWriter target);

    /// An unmodifiable copy that keeps the order of the entries, so that the same map is always written the same way.
    static <V> Map<String, V> copyOf(Map<String, V> map) {
        if (map.isEmpty()) {
            return Map.of();
        }
        map.forEach((key, value) -> {
            if (key == null || value == null) {
                throw new NullPointerException("a map of the contract holds no nulls, this one does: " + map);
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// The instant as it can travel: whole microseconds, finer parts cut off.
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // Only the part below the second can be finer.
    static Instant toMicros(Instant instant) {
        return instant.getNano() % 1_000 == 0 ? instant : instant.truncatedTo(ChronoUnit.MICROS);
    }
}
