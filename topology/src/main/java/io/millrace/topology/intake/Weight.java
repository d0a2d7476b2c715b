package io.millrace.topology.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// How many bytes a record takes up, and at most so many where that costs less to say.
final class Weight {
    private static final int HEADER_BYTES = 16;
    private static final int BYTES_PER_CHARACTER_MAX = 3;

    private Weight() {}

    static long of(ConsumerRecord<byte[], byte[]> record) {
        long bytes = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += of(header);
        }
        return bytes;
    }

    static long of(Header header) {
        return HEADER_BYTES + (long) header.key().length() * BYTES_PER_CHARACTER_MAX + length(header.value());
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
