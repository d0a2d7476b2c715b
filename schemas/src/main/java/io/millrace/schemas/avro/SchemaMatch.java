package io.millrace.schemas.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/// How records written with one schema are read as another's type.
///
/// @param <T> the record to read
public sealed interface SchemaMatch<T extends AvroRoot> {
    /// Records of the writer's schema can be read.
    sealed interface Usable<T extends AvroRoot> extends SchemaMatch<T> {
        /// The record that these bytes encode.
        ///
        /// @throws MalformedAvroException if the bytes are not what the writer's schema says
        T decode(byte[] data, int from, int to);
    }

    /// Both schemas lay records out alike, so the type's own reader reads them.
    record Same<T extends AvroRoot>(AvroType<T> type) implements Usable<T> {
        @Override
        public T decode(byte[] data, int from, int to) {
            return type.decode(data, from, to);
        }
    }

    /// The schemas differ: Avro's own resolution first rewrites the record in the type's layout.
    record Resolved<T extends AvroRoot>(AvroType<T> type, Schema writer) implements Usable<T> {
        /// Logical types stay what they are underneath; the type's reader makes values of them.
        private static final GenericData PLAIN = new GenericData();

        @Override
        public T decode(byte[] data, int from, int to) {
            return type.decode(rewrite(data, from, to));
        }

        private byte[] rewrite(byte[] data, int from, int to) {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data, from, to - from, null);
            ByteArrayOutputStream rewritten = new ByteArrayOutputStream(to - from);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(rewritten, null);
            try {
                Object value = new GenericDatumReader<>(writer, type.schema(), PLAIN).read(null, decoder);
                if (!decoder.isEnd()) {
                    throw new MalformedAvroException("bytes are left over after the record");
                }
                new GenericDatumWriter<>(type.schema(), PLAIN).write(value, encoder);
                encoder.flush();
            } catch (IOException
                    | AvroRuntimeException
                    | IndexOutOfBoundsException
                    | NegativeArraySizeException broken) {
                throw new MalformedAvroException(
                        "the bytes do not fit the schema " + writer.getFullName() + ": " + broken.getMessage(), broken);
            }
            return rewritten.toByteArray();
        }
    }

    /// Records of the writer's schema cannot be read as the type, and why.
    record Mismatch<T extends AvroRoot>(String reason) implements SchemaMatch<T> {}

    static <T extends AvroRoot> SchemaMatch<T> of(Schema writer, AvroType<T> type) {
        if (SchemaLayout.isSame(writer, type.schema())) {
            return new Same<>(type);
        }
        return incompatibility(writer, type.schema())
                .or(() -> SchemaLayout.meaningConflict(writer, type.schema()))
                .<SchemaMatch<T>>map(Mismatch::new)
                .orElseGet(() -> new Resolved<>(type, writer));
    }

    /// A union branch that only the writer knows is no obstacle: the records that use it are refused one by one, and
    /// all others are read.
    private static Optional<String> incompatibility(Schema writer, Schema reader) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .filter(found -> found.getType() != SchemaIncompatibilityType.MISSING_UNION_BRANCH)
                .findFirst()
                .map(found -> found.getMessage() + " at " + found.getLocation());
    }
}
