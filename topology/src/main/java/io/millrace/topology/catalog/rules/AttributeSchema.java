package io.millrace.topology.catalog.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a tenant wants of its own fields on one kind of record: a JSON Schema of 2020-12.
///
/// Attributes travel as text. Where the schema says number, integer or boolean, text that reads as one is one.
public final class AttributeSchema {
    /// Wants nothing.
    public static final AttributeSchema NONE = new AttributeSchema(null, JsonNodeFactory.instance.objectNode());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final @Nullable Schema schema;
    private final JsonNode properties;

    private AttributeSchema(@Nullable Schema schema, JsonNode properties) {
        this.schema = schema;
        this.properties = properties;
    }

    /// Reads a schema.
    ///
    /// @throws IllegalArgumentException with what is wrong if the text is no JSON Schema
    public static AttributeSchema parse(String text) {
        JsonNode node = json(text);
        if (!node.isObject()) {
            throw new IllegalArgumentException("a JSON Schema of attributes is an object such as"
                    + " {\"properties\": {\"colour\": {\"enum\": [\"red\", \"blue\"]}}}");
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        List<Error> faults = registry.getSchema(
                        com.networknt.schema.SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                .validate(node);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("it is no JSON Schema of 2020-12: " + described(faults.getFirst()));
        }
        try {
            Schema schema = registry.getSchema(node);
            schema.initializeValidators();
            return new AttributeSchema(schema, node.path("properties"));
        } catch (SchemaException wrong) {
            throw new IllegalArgumentException("it is no JSON Schema of 2020-12: " + wrong.getMessage(), wrong);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("it is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private static String described(Error fault) {
        String place = fault.getInstanceLocation().toString();
        return (place.isEmpty() ? "" : "at " + place + " ") + fault.getMessage();
    }

    void check(Map<String, String> attributes, Findings findings) {
        if (schema == null) {
            return;
        }
        ObjectNode node = NODES.objectNode();
        attributes.forEach((name, text) -> node.set(name, value(name, text)));
        for (Error fault : schema.validate(node)) {
            findings.add(Reason.INVALID_ATTRIBUTE, path(fault), fault.getMessage());
        }
    }

    private static String path(Error fault) {
        String place = fault.getInstanceLocation().toString();
        String named = place.startsWith("/") ? place.substring(1) : place;
        String name = named.isEmpty() && fault.getProperty() != null ? fault.getProperty() : named;
        return name.isEmpty() ? "attributes" : "attributes." + name;
    }

    private JsonNode value(String name, String text) {
        return switch (properties.path(name).path("type").asText()) {
            case "number", "integer" -> number(text);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? NODES.booleanNode(text.equals("true"))
                        : NODES.textNode(text);
            default -> NODES.textNode(text);
        };
    }

    private static JsonNode number(String text) {
        try {
            return NODES.numberNode(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return NODES.textNode(text);
        }
    }
}
