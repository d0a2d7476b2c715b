package io.millrace.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads records from JSON of the form that [io.millrace.schemas.avro.JsonView] writes. What can be left out takes its
/// default; a field that is missing, wrong or unknown is named. Safe for many threads.
public final class JsonReader {
    private final RecordShape shape;

    private JsonReader(RecordShape shape) {
        this.shape = shape;
    }

    /// A reader of one type of record.
    public static JsonReader of(AvroType<? extends AvroRoot> type) {
        return new JsonReader(Shapes.record(type.schema()));
    }

    /// Reads the value the parser stands at, to its last token.
    ///
    /// @throws com.fasterxml.jackson.core.JacksonException if it is not JSON
    /// @throws IOException if it can't be read to its end
    public JsonRecord read(JsonParser parser) throws IOException {
        Reading in = new Reading(parser);
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            in.fault("null is not a record");
            return new JsonRecord(shape, null, in);
        }
        @Nullable Object values = shape.read(in);
        return new JsonRecord(shape, (@Nullable Object[]) values, in);
    }
}
