package io.millrace.embedded;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pulsar.kafka.shade.avro.Schema;
import org.apache.pulsar.kafka.shade.avro.generic.GenericDatumReader;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecord;
import org.apache.pulsar.kafka.shade.avro.io.DecoderFactory;

/// Our records as a producer has them who knows nothing of us: generic records of the Avro that Confluent's classes
/// come with.
final class ConfluentRecords {
    private ConfluentRecords() {}

    static GenericRecord of(AvroRoot value) {
        return of(value.avroType(), value);
    }

    @SuppressWarnings("unchecked") // A record is always of its own type.
    private static <T extends AvroRoot> GenericRecord of(AvroType<T> type, AvroRoot value) {
        Schema schema = new Schema.Parser().parse(type.schema().toString());
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(type.encode((T) value), null));
        } catch (IOException ownBytes) {
            throw new UncheckedIOException(ownBytes);
        }
    }
}
