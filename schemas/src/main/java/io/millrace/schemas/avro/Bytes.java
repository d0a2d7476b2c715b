package io.millrace.schemas.avro;

import java.util.Arrays;
import java.util.HexFormat;

/// An immutable run of bytes that is equal to another by its content.
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN_MAX = 32;

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// Copies the array.
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    static Bytes of(byte[] content, int from, int to) {
        return new Bytes(Arrays.copyOfRange(content, from, to));
    }

    public int size() {
        return content.length;
    }

    public byte[] toArray() {
        return content.clone();
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(content, 0, target, offset, content.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /// The number of bytes and the first of them in hexadecimal.
    @Override
    public String toString() {
        String shown = HexFormat.of().formatHex(content, 0, Math.min(content.length, SHOWN_MAX));
        return content.length + " bytes " + shown + (content.length > SHOWN_MAX ? "..." : "");
    }
}
