package io.millrace.topology.intake;

import io.millrace.domain.TenantId;
import io.millrace.events.stock.Rejected;
import io.millrace.events.stock.SourcePosition;
import io.millrace.schemas.avro.Bytes;
import io.millrace.topology.intake.Decision.Refuse;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Makes the record of what was refused. It holds the original, but never more of it than a topic can take.
final class Rejection {
    private static final int DETAIL_LENGTH_MAX = 1_000;

    private final int bytesMax;
    private int bytesLeft;

    private Rejection(int bytesMax) {
        this.bytesMax = bytesMax;
        this.bytesLeft = bytesMax;
    }

    /// @param bytesMax how much of the original is kept
    static Rejected of(
            ConsumerRecord<byte[], byte[]> record, TenantId tenant, Refuse refusal, int bytesMax, Instant at) {
        return new Rejection(bytesMax).build(record, tenant, refusal, at);
    }

    private Rejected build(ConsumerRecord<byte[], byte[]> record, TenantId tenant, Refuse refusal, Instant at) {
        boolean whole = Weight.of(record) <= bytesMax;
        Bytes key = kept(record.key());
        Bytes value = kept(record.value());
        return Rejected.builder()
                .tenantId(tenant.value())
                .eventId(refusal.eventId().orElse(null))
                .reason(refusal.reason().name())
                .field(refusal.field())
                .detail(detail(refusal.detail(), whole))
                .originalKey(key)
                .originalValue(value)
                .source(new SourcePosition(record.topic(), record.partition(), record.offset()))
                .headers(headers(record))
                .at(at)
                .build();
    }

    private @Nullable Bytes kept(byte @Nullable [] original) {
        if (original == null) {
            return null;
        }
        int length = Math.min(original.length, bytesLeft);
        bytesLeft -= length;
        return Bytes.of(length == original.length ? original : Arrays.copyOf(original, length));
    }

    private Map<String, Bytes> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, Bytes> kept = new HashMap<>();
        for (Header header : record.headers()) {
            long bytes = Weight.of(header);
            if (header.value() != null && bytes <= bytesLeft) {
                bytesLeft -= (int) bytes;
                kept.put(header.key(), Bytes.of(header.value()));
            }
        }
        return kept;
    }

    private String detail(String said, boolean whole) {
        String cut = said.length() <= DETAIL_LENGTH_MAX ? said : said.substring(0, DETAIL_LENGTH_MAX) + "…";
        return whole
                ? cut
                : cut + ". Only the first " + bytesMax + " bytes of it are kept here; the source topic still has it"
                        + " whole";
    }
}
