package io.millrace.ledger.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/// What records look like in JSON, made of the same Avro schemas that they travel by.
public final class AvroSchemas {
    private static final String UNKNOWN = "UNKNOWN";

    private final Map<String, ObjectNode> components = new TreeMap<>();

    private AvroSchemas() {}

    /// The schema of a record as [io.millrace.schemas.json.JsonReader] reads it and
    /// [io.millrace.schemas.avro.JsonView] writes it.
    public static JsonSchema of(AvroType<? extends AvroRoot> type) {
        AvroSchemas schemas = new AvroSchemas();
        ObjectNode reference = schemas.record(type.schema());
        return JsonSchema.of(reference, schemas.components);
    }

    private ObjectNode record(Schema schema) {
        if (!components.containsKey(schema.getName())) {
            ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "object");
            components.put(schema.getName(), node);
            node.put("description", Objects.requireNonNullElse(schema.getDoc(), ""));
            ObjectNode properties = node.putObject("properties");
            for (Schema.Field field : schema.getFields()) {
                properties.set(
                        field.name(),
                        of(field.schema()).put("description", Objects.requireNonNullElse(field.doc(), "")));
                if (!field.hasDefaultValue() && !isContainer(field.schema())) {
                    node.withArray("required").add(field.name());
                }
            }
        }
        return reference(schema.getName());
    }

    /// Empty lists and maps are left out when records are written.
    private static boolean isContainer(Schema schema) {
        return schema.getType() == Schema.Type.ARRAY || schema.getType() == Schema.Type.MAP;
    }

    private static ObjectNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> union(schema);
            case ARRAY -> with(JsonSchema.arrayOf(JsonSchema.text()), "items", of(schema.getElementType()));
            case MAP -> with(JsonSchema.mapOf(JsonSchema.text()), "additionalProperties", of(schema.getValueType()));
            case ENUM -> words(schema);
            case BOOLEAN -> JsonSchema.truth().json();
            case FLOAT, DOUBLE -> JsonSchema.number().json();
            case BYTES -> bytes(schema);
            case INT -> schema.getLogicalType() instanceof LogicalTypes.Date
                    ? JsonSchema.date().json()
                    : JsonSchema.wholeNumber().json().put("format", "int32");
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
                    ? JsonSchema.time().json()
                    : JsonSchema.wholeNumber().json().put("format", "int64");
            case STRING -> schema.getLogicalType() instanceof LogicalTypes.Uuid
                    ? JsonSchema.text("uuid").json()
                    : JsonSchema.text().json();
            case FIXED -> JsonSchema.text().json();
            case NULL -> JsonNodeFactory.instance.objectNode().put("type", "null");
        };
    }

    private static ObjectNode with(JsonSchema container, String field, ObjectNode inner) {
        ObjectNode node = container.json();
        node.set(field, inner);
        return node;
    }

    private ObjectNode words(Schema schema) {
        if (!components.containsKey(schema.getName())) {
            List<String> words = schema.getEnumSymbols().stream()
                    .filter(symbol -> !symbol.equals(UNKNOWN))
                    .toList();
            components.put(
                    schema.getName(),
                    JsonSchema.oneOf(words)
                            .json()
                            .put("description", Objects.requireNonNullElse(schema.getDoc(), "")));
        }
        return reference(schema.getName());
    }

    private static ObjectNode bytes(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return JsonSchema.number().json().put("x-decimals-max", decimal.getScale());
        }
        return JsonSchema.text().json().put("contentEncoding", "base64");
    }

    private ObjectNode union(Schema union) {
        List<Schema> present = new ArrayList<>(union.getTypes());
        present.removeIf(type -> type.getType() == Schema.Type.NULL);
        if (present.size() == 1) {
            return of(present.getFirst());
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Schema branch : present) {
            node.withArray("oneOf").add(branch(branch));
        }
        ObjectNode discriminator = node.putObject("discriminator").put("propertyName", "type");
        present.forEach(branch -> discriminator
                .withObjectProperty("mapping")
                .put(branch.getName(), "#/components/schemas/" + typed(branch)));
        return node;
    }

    /// One of several records says under `type` which one it is.
    private ObjectNode branch(Schema schema) {
        if (!components.containsKey(typed(schema))) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            components.put(typed(schema), node);
            node.withArray("allOf").add(record(schema));
            ObjectNode type = node.withArray("allOf").addObject().put("type", "object");
            type.withArray("required").add("type");
            type.putObject("properties").putObject("type").put("type", "string").put("const", schema.getName());
        }
        return reference(typed(schema));
    }

    private static String typed(Schema schema) {
        return schema.getName() + "Body";
    }
}
