package io.millrace.ledger.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.ledger.http.AvroSchemas;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.imports.Form;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.json.JsonReader;
import io.millrace.schemas.json.JsonRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a record out of the body of a request whose path says which one it is.
///
/// @param <R> the record
final class RecordForm<R extends AvroRoot & CatalogCommand.Body> {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final String TENANT_ID = "tenantId";
    private static final String VERSION = "version";
    private static final int SIZE_HINT = 512;

    private final Kind<R> kind;
    private final JsonReader reader;

    /// What a body says.
    ///
    /// @param version that it says it is of, if it does: what its sender saw
    record Read<R>(R record, Optional<Long> version) {}

    RecordForm(Kind<R> kind) {
        this.kind = kind;
        this.reader = JsonReader.of(kind.kind().topic().value());
    }

    /// What such records look like when they are read.
    JsonSchema schema() {
        return AvroSchemas.of(kind.kind().topic().value());
    }

    /// What such records look like when they are put: what the path and the request say may be left out.
    JsonSchema schemaToPut() {
        JsonSchema whole = schema();
        SortedMap<String, ObjectNode> components = new TreeMap<>(whole.components());
        ObjectNode fields = components.remove(kind.type()).deepCopy();
        ArrayNode required = fields.putArray("required");
        List<String> said = new ArrayList<>(List.of(TENANT_ID, VERSION));
        kind.parts().forEach(part -> said.add(part.field()));
        whole.components().get(kind.type()).path("required").forEach(name -> {
            if (!said.contains(name.asText())) {
                required.add(name);
            }
        });
        if (required.isEmpty()) {
            fields.remove("required");
        }
        components.put(kind.type() + "ToPut", fields);
        return JsonSchema.of(
                fields.objectNode().put("$ref", "#/components/schemas/" + kind.type() + "ToPut"), components);
    }

    /// Reads a body.
    ///
    /// @param parts what the path says, by field
    /// @throws ProblemException naming everything that is wrong with it
    Read<R> read(byte[] body, TenantId tenant, Map<String, String> parts) {
        ObjectNode fields = object(body);
        List<InvalidField> errors = new ArrayList<>();
        Optional<Long> version = version(fields.get(VERSION), errors);
        fields.put(VERSION, 0L);
        say(fields, TENANT_ID, tenant.value(), "the request is of tenant", errors);
        Form.fillContainers(kind.kind().topic().value().schema(), fields);
        parts.forEach((field, said) -> say(fields, field, said, "the path says", errors));
        JsonRecord record = record(fields);
        record.faults().forEach(fault -> errors.add(new InvalidField(fault.field(), fault.detail())));
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        AvroWriter encoded = new AvroWriter(SIZE_HINT);
        record.write(encoded);
        return new Read<>(kind.kind().topic().value().decode(encoded.toByteArray()), version);
    }

    private static ObjectNode object(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode fields) {
                return fields;
            }
            throw malformed("it is not an object");
        } catch (JsonProcessingException notJson) {
            throw malformed("it is not JSON: " + notJson.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes are always there", impossible);
        }
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.invalid("body", detail);
    }

    private static Optional<Long> version(JsonNode given, List<InvalidField> errors) {
        if (given == null || given.isNull()) {
            return Optional.empty();
        }
        if (given.isIntegralNumber() && given.canConvertToLong() && given.asLong() >= 0) {
            return Optional.of(given.asLong());
        }
        errors.add(new InvalidField(
                VERSION, "'" + given.asText() + "' is not the version that was read; leave it out if none was"));
        return Optional.empty();
    }

    private static void say(ObjectNode fields, String field, String said, String who, List<InvalidField> errors) {
        JsonNode given = fields.get(field);
        if (given != null && !given.isNull() && !given.asText().equals(said)) {
            errors.add(new InvalidField(
                    field, "'" + given.asText() + "' is not what " + who + ", '" + said + "'; leave it out"));
        }
        fields.put(field, said);
    }

    private JsonRecord record(ObjectNode fields) {
        try (JsonParser parser = fields.traverse()) {
            parser.nextToken();
            return reader.read(parser);
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }
}
