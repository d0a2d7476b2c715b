package io.millrace.schemas.wire;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.avro.MalformedAvroException;
import io.millrace.schemas.avro.SchemaMatch;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.wire.Decoded.Reason;
import io.millrace.schemas.wire.Decoded.Unreadable;
import io.millrace.schemas.wire.Decoded.Value;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Reads framed records of one type, whatever version of its schema they were written with.
///
/// Bad bytes are an answer, not an exception; only a registry that cannot be asked now is thrown
/// ([SchemaRegistryException] with [SchemaRegistryException.Reason#UNAVAILABLE]), because the record may be fine.
/// Safe for many threads.
///
/// @param <T> the record to read
public final class RecordDecoder<T extends AvroRoot> {
    private final AvroType<T> type;
    private final SchemaRegistry registry;
    private final ConcurrentMap<Integer, SchemaMatch<T>> matches = new ConcurrentHashMap<>();

    public RecordDecoder(AvroType<T> type, SchemaRegistry registry) {
        this.type = type;
        this.registry = registry;
    }

    public Decoded<T> decode(byte @Nullable [] data) {
        if (data == null) {
            return new Unreadable<>(Reason.EMPTY, "there is no value; a " + type + " is expected");
        }
        if (!Frame.isFramed(data)) {
            return new Unreadable<>(Reason.NOT_FRAMED, notFramed(data));
        }
        int schemaId = Frame.schemaId(data);
        SchemaMatch<T> match;
        try {
            match = match(schemaId);
        } catch (SchemaRegistryException failed) {
            return unknown(schemaId, failed);
        }
        return decode(match, schemaId, data);
    }

    private Decoded<T> decode(SchemaMatch<T> match, int schemaId, byte[] data) {
        try {
            return switch (match) {
                case SchemaMatch.Usable<T> usable ->
                    new Value<>(usable.decode(data, Frame.HEADER_LENGTH, data.length), schemaId);
                case SchemaMatch.Mismatch<T> mismatch ->
                    new Unreadable<>(
                            Reason.WRONG_SCHEMA,
                            "schema " + schemaId + " cannot be read as " + type + ": " + mismatch.reason());
            };
        } catch (MalformedAvroException malformed) {
            return new Unreadable<>(
                    Reason.MALFORMED, "the bytes do not fit schema " + schemaId + ": " + malformed.getMessage());
        }
    }

    /// Asks the registry at most once per id that exists.
    private SchemaMatch<T> match(int schemaId) {
        SchemaMatch<T> known = matches.get(schemaId);
        if (known != null) {
            return known;
        }
        SchemaMatch<T> found = SchemaMatch.of(registry.schemaById(schemaId), type);
        matches.putIfAbsent(schemaId, found);
        return found;
    }

    private Decoded<T> unknown(int schemaId, SchemaRegistryException failed) {
        return switch (failed.reason()) {
            case NOT_FOUND ->
                new Unreadable<>(
                        Reason.UNKNOWN_SCHEMA,
                        "the registry has no schema " + schemaId + "; was the record written for another registry?");
            case INVALID ->
                new Unreadable<>(
                        Reason.WRONG_SCHEMA, "schema " + schemaId + " is not one of Avro's: " + failed.getMessage());
            case INCOMPATIBLE, UNAUTHORIZED, UNAVAILABLE -> throw failed;
        };
    }

    private String notFramed(byte[] data) {
        String expected =
                "a record begins with a zero byte and a four-byte schema id, followed by a " + type + " in Avro";
        return data.length < Frame.HEADER_LENGTH
                ? data.length + " bytes are too few: " + expected
                : "the first byte is " + data[0] + ": " + expected;
    }
}
