package io.millrace.schemas.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.apache.avro.Schema;

/// A kind of record: its class, its schema, and how it is read.
///
/// @param <T> the generated record
public final class AvroType<T extends AvroRoot> {
    private static final int SIZE_HINT = 512;

    private final Class<T> type;
    private final Schema schema;
    private final Function<AvroReader, T> reader;

    private AvroType(Class<T> type, Schema schema, Function<AvroReader, T> reader) {
        this.type = type;
        this.schema = schema;
        this.reader = reader;
    }

    /// The type of a generated record, whose schema lies beside its class.
    public static <T extends AvroRoot> AvroType<T> of(Class<T> type, Function<AvroReader, T> reader) {
        String resource = type.getSimpleName() + ".avsc";
        try (InputStream text = type.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("the schema " + resource + " is missing beside " + type.getName());
            }
            return new AvroType<>(type, new Schema.Parser().parse(text), reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Class<T> type() {
        return type;
    }

    public Schema schema() {
        return schema;
    }

    /// The record in Avro's binary encoding, without any framing.
    public byte[] encode(T value) {
        AvroWriter writer = new AvroWriter(SIZE_HINT);
        value.write(writer);
        return writer.toByteArray();
    }

    /// The record that these bytes, all of them, encode as this type's own schema says.
    ///
    /// @throws MalformedAvroException if they do not
    public T decode(byte[] data, int from, int to) {
        AvroReader source = new AvroReader(data, from, to);
        T value;
        try {
            value = reader.apply(source);
        } catch (IllegalArgumentException outOfRange) {
            throw new MalformedAvroException(type.getSimpleName() + ": " + outOfRange.getMessage(), outOfRange);
        } catch (MalformedAvroException malformed) {
            throw new MalformedAvroException(type.getSimpleName() + ": " + malformed.getMessage(), malformed);
        }
        if (source.remaining() > 0) {
            throw new MalformedAvroException(
                    type.getSimpleName() + ": " + source.remaining() + " bytes are left over after the record");
        }
        return value;
    }

    public T decode(byte[] data) {
        return decode(data, 0, data.length);
    }

    @Override
    public String toString() {
        return schema.getFullName();
    }
}
