package io.millrace.ledger.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// Lists the fields of an object.
public final class ObjectSchema {
    private final ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "object");
    private final Map<String, ObjectNode> components = new TreeMap<>();

    ObjectSchema() {}

    /// A field that is always there.
    public ObjectSchema with(String name, JsonSchema schema, String description) {
        node.withArray("required").add(name);
        return optional(name, schema, description);
    }

    /// A field that may be left out.
    public ObjectSchema optional(String name, JsonSchema schema, String description) {
        JsonSchema described = schema.described(description);
        node.withObject("/properties").set(name, described.json());
        components.putAll(described.components());
        return this;
    }

    /// Other fields are refused.
    public ObjectSchema closed() {
        node.put("additionalProperties", false);
        return this;
    }

    public JsonSchema build() {
        return JsonSchema.of(node, components);
    }

    /// The schema as a component of this name.
    public JsonSchema named(String name) {
        return build().named(name);
    }
}
