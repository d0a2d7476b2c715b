package io.millrace.schemas.avro;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/// Writes Avro's binary encoding into an array that grows. Not for several threads at once.
public final class AvroWriter {
    private static final int UUID_LENGTH = 36;
    private static final int VARINT_LENGTH_MAX = 10;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer;
    private int position;

    public AvroWriter(int sizeHint) {
        buffer = new byte[Math.max(sizeHint, VARINT_LENGTH_MAX)];
    }

    /// Forgets what was written and keeps the memory.
    public void reset() {
        position = 0;
    }

    public int size() {
        return position;
    }

    /// How much was made room for so far.
    public int capacity() {
        return buffer.length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, position);
    }

    /// Writes a byte as it is, outside of Avro's own rules: framing.
    public void writeRawByte(int value) {
        ensure(1);
        buffer[position++] = (byte) value;
    }

    /// Writes four bytes, the highest first, outside of Avro's own rules: framing.
    public void writeRawInt(int value) {
        ensure(Integer.BYTES);
        buffer[position++] = (byte) (value >>> 24);
        buffer[position++] = (byte) (value >>> 16);
        buffer[position++] = (byte) (value >>> 8);
        buffer[position++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeRawByte(value ? 1 : 0);
    }

    /// An Avro `int`; enum places and union branches travel the same way.
    public void writeInt(int value) {
        ensure(VARINT_LENGTH_MAX);
        putVarint(((value << 1) ^ (value >> 31)) & 0xFFFF_FFFFL);
    }

    public void writeLong(long value) {
        ensure(VARINT_LENGTH_MAX);
        putVarint((value << 1) ^ (value >> 63));
    }

    public void writeFloat(float value) {
        writeRawInt(Integer.reverseBytes(Float.floatToRawIntBits(value)));
    }

    public void writeDouble(double value) {
        long bits = Double.doubleToRawLongBits(value);
        writeRawInt(Integer.reverseBytes((int) bits));
        writeRawInt(Integer.reverseBytes((int) (bits >>> 32)));
    }

    public void writeString(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        ensure(VARINT_LENGTH_MAX + utf8.length);
        putVarint((long) utf8.length << 1);
        System.arraycopy(utf8, 0, buffer, position, utf8.length);
        position += utf8.length;
    }

    public void writeBytes(Bytes value) {
        ensure(VARINT_LENGTH_MAX + value.size());
        putVarint((long) value.size() << 1);
        value.copyTo(buffer, position);
        position += value.size();
    }

    /// Appends what another writer holds, as it is.
    public void append(AvroWriter other) {
        ensure(other.position);
        System.arraycopy(other.buffer, 0, buffer, position, other.position);
        position += other.position;
    }

    /// A decimal's unscaled value: two's complement in as few bytes as hold it, the highest first, as `BigInteger`
    /// writes it.
    public void writeDecimal(long unscaled) {
        int length = significantBytes(unscaled);
        ensure(1 + length);
        buffer[position++] = (byte) (length << 1);
        for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[position++] = (byte) (unscaled >> shift);
        }
    }

    private static int significantBytes(long value) {
        int bits = Long.SIZE + 1 - Long.numberOfLeadingZeros(value ^ (value >> 63));
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /// A UUID travels as its 36 characters.
    public void writeUuid(UUID value) {
        ensure(1 + UUID_LENGTH);
        buffer[position++] = UUID_LENGTH << 1;
        long high = value.getMostSignificantBits();
        long low = value.getLeastSignificantBits();
        putHex(high >>> 32, 8);
        buffer[position++] = '-';
        putHex(high >>> 16, 4);
        buffer[position++] = '-';
        putHex(high, 4);
        buffer[position++] = '-';
        putHex(low >>> 48, 4);
        buffer[position++] = '-';
        putHex(low, 12);
    }

    private void putHex(long value, int digits) {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            buffer[position++] = HEX[(int) (value >>> shift) & 0xF];
        }
    }

    /// A date travels as the days since 1970-01-01.
    public void writeDate(LocalDate value) {
        writeInt(Math.toIntExact(value.toEpochDay()));
    }

    /// An instant travels as the microseconds since 1970-01-01T00:00Z.
    public void writeTimestampMicros(Instant value) {
        writeLong(Math.addExact(Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1_000));
    }

    public <T> void writeArray(List<T> elements, BiConsumer<T, AvroWriter> element) {
        int count = elements.size();
        if (count > 0) {
            writeLong(count);
            for (int i = 0; i < count; i++) {
                element.accept(elements.get(i), this);
            }
        }
        writeRawByte(0);
    }

    public <V> void writeMap(Map<String, V> entries, BiConsumer<V, AvroWriter> value) {
        if (!entries.isEmpty()) {
            writeLong(entries.size());
            for (Map.Entry<String, V> entry : entries.entrySet()) {
                writeString(entry.getKey());
                value.accept(entry.getValue(), this);
            }
        }
        writeRawByte(0);
    }

    private void putVarint(long zigzag) {
        // Locals, because a field would be written at every step.
        byte[] target = buffer;
        int at = position;
        long rest = zigzag;
        while ((rest & ~0x7FL) != 0) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        position = at;
    }

    private void ensure(int more) {
        if (buffer.length - position < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(position, more)));
        }
    }
}
