package io.millrace.benchmarks.ledger;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/// The stock of one item as the peer keeps it: a total, and no rules.
record BarePosition(long freeThousandths, long version, long lastSaleMicros, long lastCountMicros) {
    static final BarePosition NONE = new BarePosition(0, 0, 0, 0);
    private static final int BYTES = 4 * Long.BYTES;

    BarePosition plus(BareLine line) {
        return line.counted()
                ? new BarePosition(line.thousandths(), version + 1, lastSaleMicros, line.occurredAtMicros())
                : new BarePosition(
                        freeThousandths + line.thousandths(),
                        version + 1,
                        Math.max(lastSaleMicros, line.occurredAtMicros()),
                        lastCountMicros);
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(freeThousandths)
                .putLong(version)
                .putLong(lastSaleMicros)
                .putLong(lastCountMicros)
                .array();
    }

    static BarePosition of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new BarePosition(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    static Serde<BarePosition> serde() {
        return Serdes.serdeFrom(
                (topic, position) -> position == null ? null : position.toBytes(),
                (topic, bytes) -> bytes == null ? null : BarePosition.of(bytes));
    }
}
