package io.millrace.topology.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.avro.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class SegmentLogProperties {
    private static final int KEYS = 40_000;
    private static final int COMMITS = 25;
    private static final int CHANGES = 6_000;

    private static final SlotKind<Integer, Long> KIND = new SlotKind<>() {
        @Override
        public int tag() {
            return 1;
        }

        @Override
        public void writeKey(Integer key, AvroWriter target) {
            target.writeInt(key);
        }

        @Override
        public Integer readKey(AvroReader source) {
            return source.readInt();
        }

        @Override
        public void writeValue(Long value, AvroWriter target) {
            target.writeLong(value);
        }

        @Override
        public Long readValue(AvroReader source) {
            return source.readLong();
        }
    };

    /// A record of the log as a broker has it; no value means the key is deleted.
    private record Logged(long number, Optional<Bytes> value) {
        static Logged of(byte[] key, byte @Nullable [] value) {
            return new Logged(
                    SegmentCodec.number(key), Optional.ofNullable(value).map(Bytes::of));
        }
    }

    /// What a restore brings back.
    private static final class Restored {
        private final SegmentLog log = new SegmentLog();
        private final Map<Integer, Slot<Integer, Long>> slots = new HashMap<>();

        static Restored of(List<Logged> records) {
            Restored restored = new Restored();
            for (Logged record : records) {
                if (record.value.isEmpty()) {
                    restored.log.forget(record.number);
                } else {
                    List<Slot<?, ?>> read = new ArrayList<>();
                    SegmentCodec.read(record.value.get().toArray(), entry -> read.add(restored.slot(entry.content())));
                    restored.log.restored(record.number, read);
                }
            }
            return restored;
        }

        private Slot<Integer, Long> slot(AvroReader source) {
            int key = KIND.readKey(source);
            Slot<Integer, Long> slot = slots.computeIfAbsent(key, missing -> new Cell<>(KIND, "s", missing, 0L));
            slot.value(KIND.readValue(source));
            return slot;
        }

        Map<Integer, Long> values() {
            Map<Integer, Long> values = new HashMap<>();
            slots.forEach((key, slot) -> values.put(key, slot.value()));
            return values;
        }
    }

    @Property(tries = 6)
    void shouldBringBackTheNewestOfEveryValueHoweverMuchTheBrokerHasCompacted(@ForAll long seed) {
        Random random = new Random(seed);
        SegmentLog log = new SegmentLog();
        Map<Integer, Slot<Integer, Long>> slots = new HashMap<>();
        List<Logged> records = new ArrayList<>();
        for (int commit = 0; commit < COMMITS; commit++) {
            log.append(change(random, slots), (key, value) -> records.add(Logged.of(key, value)));
        }

        Map<Integer, Long> expected = new HashMap<>();
        slots.forEach((key, slot) -> expected.put(key, slot.value()));
        assertThat(Restored.of(records).values()).isEqualTo(expected);
        assertThat(Restored.of(compacted(records, random.nextInt(records.size())))
                        .values())
                .isEqualTo(expected);
        assertThat(live(records)).isLessThan(4 * slots.size() + 60_000);
    }

    @Property(tries = 4)
    void shouldGoOnWhereItStoodWhenItWasRestored(@ForAll long seed) {
        Random random = new Random(seed);
        SegmentLog log = new SegmentLog();
        Map<Integer, Slot<Integer, Long>> slots = new HashMap<>();
        List<Logged> records = new ArrayList<>();
        log.append(change(random, slots), (key, value) -> records.add(Logged.of(key, value)));

        Restored second = Restored.of(records);
        for (int commit = 0; commit < COMMITS; commit++) {
            second.log.append(change(random, second.slots), (key, value) -> records.add(Logged.of(key, value)));
        }

        assertThat(Restored.of(records).values()).isEqualTo(second.values());
        assertThat(second.slots.keySet()).containsAll(slots.keySet());
    }

    private static List<Slot<?, ?>> change(Random random, Map<Integer, Slot<Integer, Long>> slots) {
        Map<Integer, Slot<?, ?>> changed = new LinkedHashMap<>();
        for (int i = 0; i < CHANGES; i++) {
            // Some keys change all the time, most hardly ever.
            int key = (int) (KEYS * Math.pow(random.nextDouble(), 4));
            Slot<Integer, Long> slot = slots.computeIfAbsent(key, missing -> new Cell<>(KIND, "s", missing, 0L));
            slot.value(random.nextLong());
            changed.put(key, slot);
        }
        return List.copyOf(changed.values());
    }

    /// As a broker compacts: up to a place in the log only the newest record of each key stays.
    private static List<Logged> compacted(List<Logged> records, int upTo) {
        Set<Long> seen = new HashSet<>();
        List<Logged> kept = new ArrayList<>(records.subList(upTo, records.size()));
        for (int i = upTo - 1; i >= 0; i--) {
            Logged record = records.get(i);
            if (seen.add(record.number) && record.value.isPresent()) {
                kept.addFirst(record);
            }
        }
        return kept;
    }

    /// How many entries a restore has to read once the broker has compacted everything.
    private static long live(List<Logged> records) {
        long[] entries = {0};
        compacted(records, records.size())
                .forEach(record -> SegmentCodec.read(record.value.orElseThrow().toArray(), _ -> entries[0]++));
        return entries[0];
    }
}
