package io.millrace.ledger.forecasting.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.StrictJson;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.json.JsonReader;
import io.millrace.schemas.json.JsonRecord;
import java.io.IOException;
import java.util.List;

/// Reads records out of requests, and names what is wrong with them.
final class SentRecord {
    private static final int SIZE_HINT = 512;

    private SentRecord() {}

    /// The object in the body; an empty one where there is no body.
    static ObjectNode body(Request request, List<String> ours) {
        byte[] bytes = request.bytes();
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode body = StrictJson.MAPPER.readTree(bytes);
            if (!(body instanceof ObjectNode fields)) {
                throw ProblemException.invalid("body", "it is not an object");
            }
            for (String name : ours) {
                if (fields.has(name)) {
                    throw ProblemException.invalid(name, "the path or the service says it; leave it out");
                }
            }
            return fields;
        } catch (IOException notJson) {
            throw ProblemException.invalid("body", "it is not JSON: " + StrictJson.reason(notJson));
        }
    }

    /// The record that these fields are.
    ///
    /// @param within what fields are called within, which is left out where they are named
    static <T extends AvroRoot> T read(AvroType<T> type, ObjectNode fields, String within) {
        JsonRecord record = parsed(type, fields);
        List<InvalidField> errors = record.faults().stream()
                .map(fault -> new InvalidField(
                        fault.field().startsWith(within) ? fault.field().substring(within.length()) : fault.field(),
                        fault.detail()))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        AvroWriter encoded = new AvroWriter(SIZE_HINT);
        record.write(encoded);
        return type.decode(encoded.toByteArray());
    }

    private static JsonRecord parsed(AvroType<?> type, ObjectNode fields) {
        try (JsonParser parser = fields.traverse()) {
            parser.nextToken();
            return JsonReader.of(type).read(parser);
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }
}
