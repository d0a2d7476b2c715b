package io.millrace.platform.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes and reads records as Confluent's registry keeps them in `_schemas`: JSON keys and values.
final class LogRecordCodec {
    private static final String SCHEMA = "SCHEMA";
    private static final String HIGHEST_ID = "HIGHEST_ID";

    private final JsonMapper json = new JsonMapper();

    /// A key and a value; null deletes the key.
    record Text(String key, @Nullable String value) {
        byte[] keyBytes() {
            return key.getBytes(StandardCharsets.UTF_8);
        }

        byte @Nullable [] valueBytes() {
            return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        }
    }

    Text encode(LogRecord record) {
        return switch (record) {
            case LogRecord.Put put ->
                new Text(schemaKey(put.version().subject(), put.version().version()), schemaValue(put.version()));
            case LogRecord.Gone gone -> new Text(schemaKey(gone.subject(), gone.version()), null);
            case LogRecord.HighestId highest ->
                new Text(
                        json.createObjectNode()
                                .put("keytype", HIGHEST_ID)
                                .put("magic", 1)
                                .toString(),
                        json.createObjectNode().put("id", highest.id()).toString());
            case LogRecord.Skipped skipped ->
                throw new IllegalArgumentException("a record of kind " + skipped.kind() + " is never written");
        };
    }

    /// @throws IllegalArgumentException saying what is wrong with the record
    LogRecord decode(byte @Nullable [] key, byte @Nullable [] value) {
        JsonNode keyTree = tree(key, "key");
        String kind = keyTree.path("keytype").asText("");
        return switch (kind) {
            case SCHEMA -> schema(keyTree, value);
            case HIGHEST_ID ->
                value == null
                        ? new LogRecord.Skipped(kind)
                        : new LogRecord.HighestId(number(tree(value, "value"), "id"));
            case "" -> throw new IllegalArgumentException("its key has no 'keytype'");
            default -> new LogRecord.Skipped(kind);
        };
    }

    private LogRecord schema(JsonNode key, byte @Nullable [] value) {
        String subject = text(key, "subject");
        int version = number(key, "version");
        if (value == null) {
            return new LogRecord.Gone(subject, version);
        }
        JsonNode tree = tree(value, "value");
        String type = tree.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new IllegalArgumentException("its schema is of type " + type + ", only AVRO is known");
        }
        return new LogRecord.Put(new SchemaVersion(
                subject,
                version,
                number(tree, "id"),
                text(tree, "schema"),
                references(tree.path("references")),
                tree.path("deleted").asBoolean(false)));
    }

    private static List<SchemaReference> references(JsonNode array) {
        List<SchemaReference> references = new ArrayList<>();
        for (JsonNode node : array) {
            references.add(new SchemaReference(text(node, "name"), text(node, "subject"), number(node, "version")));
        }
        return references;
    }

    private String schemaKey(String subject, int version) {
        return json.createObjectNode()
                .put("keytype", SCHEMA)
                .put("subject", subject)
                .put("version", version)
                .put("magic", 1)
                .toString();
    }

    private String schemaValue(SchemaVersion version) {
        ObjectNode value = json.createObjectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema());
        ArrayNode references = value.putArray("references");
        for (SchemaReference reference : version.references()) {
            references
                    .addObject()
                    .put("name", reference.name())
                    .put("subject", reference.subject())
                    .put("version", reference.version());
        }
        return value.put("deleted", version.deleted()).toString();
    }

    private JsonNode tree(byte @Nullable [] bytes, String what) {
        if (bytes == null) {
            throw new IllegalArgumentException("its " + what + " is missing");
        }
        try {
            JsonNode tree = json.readTree(bytes);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("its " + what + " is not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its " + what + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static String text(JsonNode tree, String field) {
        JsonNode value = tree.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("it has no text '" + field + "'");
        }
        return value.asText();
    }

    private static int number(JsonNode tree, String field) {
        JsonNode value = tree.path(field);
        if (!value.isInt() || value.asInt() < 1) {
            throw new IllegalArgumentException("it has no positive number '" + field + "'");
        }
        return value.asInt();
    }
}
