package io.millrace.topology.catalog.state;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.topology.segments.SlotKind;
import java.util.UUID;

/// A command that was carried out.
///
/// @param digest of what it said
/// @param version of the record after it
/// @param atMicros when
public record Remembered(int digest, long version, long atMicros) {
    static final SlotKind<UUID, Remembered> KIND = new Format();

    private static final class Format implements SlotKind<UUID, Remembered> {
        @Override
        public int tag() {
            return 2;
        }

        @Override
        public void writeKey(UUID key, AvroWriter target) {
            half(key.getMostSignificantBits(), target);
            half(key.getLeastSignificantBits(), target);
        }

        private static void half(long bits, AvroWriter target) {
            target.writeRawInt((int) (bits >>> Integer.SIZE));
            target.writeRawInt((int) bits);
        }

        @Override
        public UUID readKey(AvroReader source) {
            return new UUID(half(source), half(source));
        }

        private static long half(AvroReader source) {
            long high = source.readRawInt();
            return (high << Integer.SIZE) | (source.readRawInt() & 0xFFFF_FFFFL);
        }

        @Override
        public void writeValue(Remembered value, AvroWriter target) {
            target.writeRawInt(value.digest());
            target.writeLong(value.version());
            target.writeLong(value.atMicros());
        }

        @Override
        public Remembered readValue(AvroReader source) {
            return new Remembered(source.readRawInt(), source.readLong(), source.readLong());
        }
    }
}
