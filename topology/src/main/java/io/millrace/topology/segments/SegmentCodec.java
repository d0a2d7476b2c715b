package io.millrace.topology.segments;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The bytes of a segment: a version, the scopes its slots are in, and the slots, each with its length.
final class SegmentCodec {
    /// A segment of a higher version may hold what this one can't read, and is refused.
    static final int VERSION = 1;

    private static final int SIZE_HINT = 1 << 16;

    private final AvroWriter body = new AvroWriter(SIZE_HINT);
    private final AvroWriter whole = new AvroWriter(SIZE_HINT);
    private final AvroWriter entry = new AvroWriter(SIZE_HINT);
    private final Map<String, Integer> scopes = new LinkedHashMap<>();
    private int entries;

    /// One slot as it is found in a segment.
    record Entry(int tag, String scope, AvroReader content) {}

    static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    void begin() {
        body.reset();
        scopes.clear();
        entries = 0;
    }

    <K, V> void add(Slot<K, V> slot) {
        entry.reset();
        slot.kind().writeKey(slot.key(), entry);
        slot.kind().writeValue(slot.value(), entry);
        body.writeInt(slot.kind().tag());
        body.writeInt(scopes.computeIfAbsent(slot.scope(), _ -> scopes.size()));
        body.writeInt(entry.size());
        body.append(entry);
        entries++;
    }

    int size() {
        return body.size();
    }

    byte[] end() {
        whole.reset();
        whole.writeInt(VERSION);
        whole.writeInt(scopes.size());
        scopes.keySet().forEach(whole::writeString);
        whole.writeInt(entries);
        whole.append(body);
        return whole.toByteArray();
    }

    static void read(byte[] segment, Consumer<Entry> each) {
        AvroReader header = new AvroReader(segment, 0, segment.length);
        int version = header.readInt();
        if (version != VERSION) {
            throw new IllegalStateException("the state was written by a newer Millrace (segment version " + version
                    + ", this one reads " + VERSION + "): start that one, or a newer");
        }
        List<String> scopes = new ArrayList<>();
        for (int count = header.readInt(); count > 0; count--) {
            scopes.add(header.readString());
        }
        int entries = header.readInt();
        int from = segment.length - header.remaining();
        for (int i = 0; i < entries; i++) {
            AvroReader lead = new AvroReader(segment, from, segment.length);
            int tag = lead.readInt();
            String scope = scopes.get(lead.readInt());
            int length = lead.readInt();
            int begin = segment.length - lead.remaining();
            each.accept(new Entry(tag, scope, new AvroReader(segment, begin, begin + length)));
            from = begin + length;
        }
    }
}
