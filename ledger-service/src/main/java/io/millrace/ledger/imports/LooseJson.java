package io.millrace.ledger.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/// What people and tables write as JSON, made what the strict reader takes: numbers may be text, and text may be
/// numbers. What fits nothing stays as it is, for the reader to say so.
final class LooseJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int NUMBER_LENGTH_MAX = 40;
    private static final String WHOLE = "-?[0-9]{1,18}";

    private LooseJson() {}

    static JsonNode fitted(Schema declared, JsonNode node) {
        Schema schema = Form.present(declared);
        return switch (schema.getType()) {
            case RECORD -> node instanceof ObjectNode fields ? record(schema, fields) : node;
            case ARRAY -> node instanceof ArrayNode list ? list(schema.getElementType(), list) : node;
            case MAP -> node instanceof ObjectNode names ? map(schema.getValueType(), names) : node;
            case STRING, ENUM -> node.isNumber() || node.isBoolean() ? NODES.textNode(node.asText()) : node;
            case INT -> schema.getLogicalType() instanceof LogicalTypes.Date ? node : number(node);
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMicros ? node : number(node);
            case BYTES, DOUBLE, FLOAT -> number(node);
            case BOOLEAN -> truth(node);
            case FIXED, UNION, NULL -> node;
        };
    }

    private static ObjectNode record(Schema schema, ObjectNode fields) {
        ObjectNode fitted = NODES.objectNode();
        for (Map.Entry<String, JsonNode> given : fields.properties()) {
            Schema.Field field = schema.getField(given.getKey());
            fitted.set(given.getKey(), field == null ? given.getValue() : fitted(field.schema(), given.getValue()));
        }
        return fitted;
    }

    private static ArrayNode list(Schema element, ArrayNode list) {
        ArrayNode fitted = NODES.arrayNode(list.size());
        list.forEach(entry -> fitted.add(fitted(element, entry)));
        return fitted;
    }

    private static ObjectNode map(Schema value, ObjectNode names) {
        ObjectNode fitted = NODES.objectNode();
        names.properties().forEach(entry -> fitted.set(entry.getKey(), fitted(value, entry.getValue())));
        return fitted;
    }

    private static JsonNode number(JsonNode node) {
        String text = node.isTextual() ? node.asText().strip() : "";
        if (text.isEmpty() || text.length() > NUMBER_LENGTH_MAX) {
            return node;
        }
        try {
            return text.matches(WHOLE)
                    ? NODES.numberNode(Long.parseLong(text))
                    : NODES.numberNode(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return node;
        }
    }

    private static JsonNode truth(JsonNode node) {
        return switch (node.isTextual() ? node.asText() : "") {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> node;
        };
    }
}
