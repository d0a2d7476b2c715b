package io.millrace.topology.stock;

import io.millrace.events.stock.SourcePosition;
import io.millrace.schemas.avro.Bytes;
import io.millrace.topology.stock.state.Parked;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record as it came, with where and when.
final class SourceRecord {
    private static final long MICROS_PER_MILLI = 1_000;

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Headers headers;
    private final SourcePosition position;
    private final long recordedAtMicros;

    SourceRecord(
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            SourcePosition position,
            long recordedAtMicros) {
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.position = position;
        this.recordedAtMicros = recordedAtMicros;
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    SourcePosition position() {
        return position;
    }

    long recordedAtMicros() {
        return recordedAtMicros;
    }

    /// A record that waited.
    static SourceRecord of(String key, Parked parked) {
        return new SourceRecord(
                key.getBytes(StandardCharsets.UTF_8),
                parked.value().toArray(),
                new RecordHeaders(),
                new SourcePosition(parked.topic(), parked.partition(), parked.offset()),
                parked.recordedAtMicros());
    }

    Parked park(Parked.Wait awaits, UUID eventId) {
        return new Parked(
                awaits,
                eventId,
                position.topic(),
                position.partition(),
                position.offset(),
                recordedAtMicros,
                bytes(value).orElse(Bytes.EMPTY));
    }

    long recordedAtMillis() {
        return recordedAtMicros / MICROS_PER_MILLI;
    }

    Instant recordedAt() {
        return Instant.ofEpochMilli(recordedAtMillis());
    }

    Map<String, Bytes> headerBytes() {
        Map<String, Bytes> bytes = new HashMap<>();
        for (Header header : headers) {
            bytes(header.value()).ifPresent(value -> bytes.put(header.key(), value));
        }
        return bytes;
    }

    static Optional<Bytes> bytes(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Bytes::of);
    }
}
