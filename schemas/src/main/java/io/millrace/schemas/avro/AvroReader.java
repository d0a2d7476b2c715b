package io.millrace.schemas.avro;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Reads Avro's binary encoding from an array. Trusts nothing: bytes that are cut short, too long or out of range are
/// refused with a [MalformedAvroException].
public final class AvroReader {
    private static final int UUID_LENGTH = 36;
    private static final byte[] HEX_DIGITS = hexDigits();

    private final byte[] data;
    private final int limit;
    private int position;

    public AvroReader(byte[] data, int from, int to) {
        this.data = data;
        this.position = from;
        this.limit = to;
    }

    public int remaining() {
        return limit - position;
    }

    public boolean readBoolean() {
        byte value = readByte();
        if (value != 0 && value != 1) {
            throw malformed("a boolean is 0 or 1, this is " + value);
        }
        return value == 1;
    }

    /// An Avro `int`; enum places and union branches travel the same way.
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw malformed(value + " does not fit an int");
        }
        return (int) value;
    }

    public long readLong() {
        long first = readByte();
        if (first >= 0) {
            return (first >>> 1) ^ -(first & 1);
        }
        long zigzag = first & 0x7F;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            byte next = readByte();
            zigzag |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw malformed("a number is longer than 10 bytes");
    }

    /// Four bytes as they are, the highest first.
    public int readRawInt() {
        int high = ((readByte() & 0xFF) << 8) | (readByte() & 0xFF);
        return (high << 16) | ((readByte() & 0xFF) << 8) | (readByte() & 0xFF);
    }

    public float readFloat() {
        return Float.intBitsToFloat(readLittleEndianInt());
    }

    public double readDouble() {
        long low = readLittleEndianInt() & 0xFFFF_FFFFL;
        return Double.longBitsToDouble(((long) readLittleEndianInt() << 32) | low);
    }

    private int readLittleEndianInt() {
        int start = skip(Integer.BYTES);
        return (data[start] & 0xFF)
                | (data[start + 1] & 0xFF) << 8
                | (data[start + 2] & 0xFF) << 16
                | data[start + 3] << 24;
    }

    public String readString() {
        int length = readLength();
        return new String(data, skip(length), length, StandardCharsets.UTF_8);
    }

    public Bytes readBytes() {
        int length = readLength();
        int start = skip(length);
        return Bytes.of(data, start, start + length);
    }

    /// A decimal's unscaled value. Needless leading bytes are accepted, as other writers produce them; a value that
    /// does not fit a long is refused.
    public long readDecimal() {
        int length = readLength();
        if (length == 0) {
            throw malformed("a decimal has no bytes");
        }
        int start = skip(length);
        int end = start + length;
        long sign = data[start] < 0 ? -1 : 0;
        while (end - start > Long.BYTES) {
            if (data[start] != sign || (data[start + 1] < 0) != (sign < 0)) {
                throw malformed("a decimal of " + length + " bytes has more than 18 digits");
            }
            start++;
        }
        long value = sign;
        for (int i = start; i < end; i++) {
            value = value << Byte.SIZE | (data[i] & 0xFF);
        }
        return value;
    }

    public UUID readUuid() {
        int length = readLength();
        int start = skip(length);
        if (length != UUID_LENGTH
                || data[start + 8] != '-'
                || data[start + 13] != '-'
                || data[start + 18] != '-'
                || data[start + 23] != '-') {
            throw notAUuid(start, length);
        }
        long high = hex(start, 0, 8) << 32 | hex(start, 9, 4) << 16 | hex(start, 14, 4);
        long low = hex(start, 19, 4) << 48 | hex(start, 24, 12);
        return new UUID(high, low);
    }

    private long hex(int start, int offset, int digits) {
        long value = 0;
        for (int i = start + offset; i < start + offset + digits; i++) {
            int digit = data[i] < 0 ? -1 : HEX_DIGITS[data[i]];
            if (digit < 0) {
                throw notAUuid(start, UUID_LENGTH);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static byte[] hexDigits() {
        byte[] digits = new byte[128];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = (byte) Character.digit(c, 16);
        }
        return digits;
    }

    private MalformedAvroException notAUuid(int start, int length) {
        String text = new String(data, start, Math.min(length, UUID_LENGTH), StandardCharsets.UTF_8);
        return malformed("'" + text + "' is not a UUID such as 3f1e8f3a-5d0c-4b6e-9d55-0a3c1f2b7e10");
    }

    public LocalDate readDate() {
        return LocalDate.ofEpochDay(readInt());
    }

    public Instant readTimestampMicros() {
        long micros = readLong();
        try {
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        } catch (DateTimeException outOfRange) {
            throw new MalformedAvroException("a timestamp of " + micros + " microseconds is out of range", outOfRange);
        }
    }

    /// Whether an optional value is there, given the branch that stands for null.
    public boolean readOptional(int nullBranch) {
        int branch = readInt();
        if (branch != 0 && branch != 1) {
            throw malformed("an optional value has branch 0 or 1, this has " + branch);
        }
        return branch != nullBranch;
    }

    public <T> List<T> readArray(Function<AvroReader, T> element) {
        long count = readBlockCount();
        if (count == 0) {
            return List.of();
        }
        List<T> elements = new ArrayList<>((int) count);
        for (; count != 0; count = readBlockCount()) {
            for (long i = 0; i < count; i++) {
                elements.add(element.apply(this));
            }
        }
        return elements;
    }

    public <V> Map<String, V> readMap(Function<AvroReader, V> value) {
        long count = readBlockCount();
        if (count == 0) {
            return Map.of();
        }
        Map<String, V> entries = LinkedHashMap.newLinkedHashMap((int) count);
        for (; count != 0; count = readBlockCount()) {
            for (long i = 0; i < count; i++) {
                String key = readString();
                entries.put(key, value.apply(this));
            }
        }
        return entries;
    }

    /// The number of elements in the next block; every element of the contract takes at least one byte, so a count
    /// beyond what is left is refused before memory is set aside for it.
    private long readBlockCount() {
        long count = readLong();
        if (count < 0) {
            count = -count;
            readLong();
        }
        if (count < 0 || count > remaining()) {
            throw malformed("a block of " + count + " elements is longer than the record");
        }
        return count;
    }

    private int readLength() {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw malformed("a length of " + length + " bytes reaches beyond the record");
        }
        return (int) length;
    }

    private byte readByte() {
        if (position >= limit) {
            throw malformed("the record ends too early");
        }
        return data[position++];
    }

    private int skip(int length) {
        if (length > remaining()) {
            throw malformed("the record ends too early");
        }
        int start = position;
        position += length;
        return start;
    }

    private MalformedAvroException malformed(String what) {
        return new MalformedAvroException(what + " (at byte " + position + " of " + limit + ")");
    }
}
