package io.millrace.benchmarks.ledger;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/// One line as a record of its own: the item is in the key.
///
/// @param counted whether the quantity is what was counted, or a change
/// @param thousandths the quantity
/// @param occurredAtMicros when
record BareLine(boolean counted, long thousandths, long occurredAtMicros) {
    private static final int BYTES = 1 + 2 * Long.BYTES;

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put((byte) (counted ? 1 : 0))
                .putLong(thousandths)
                .putLong(occurredAtMicros)
                .array();
    }

    static BareLine of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new BareLine(buffer.get() == 1, buffer.getLong(), buffer.getLong());
    }

    static Serde<BareLine> serde() {
        return Serdes.serdeFrom((topic, line) -> line.toBytes(), (topic, bytes) -> BareLine.of(bytes));
    }
}
