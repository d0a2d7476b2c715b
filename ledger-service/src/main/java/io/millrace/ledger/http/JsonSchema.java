package io.millrace.ledger.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What JSON looks like, in the words of JSON Schema 2020-12, as OpenAPI 3.1 uses them.
///
/// A schema with a name is written once among the components of the document and referred to elsewhere.
public final class JsonSchema {
    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectNode json;
    private final SortedMap<String, ObjectNode> components;

    private JsonSchema(ObjectNode json, Map<String, ObjectNode> components) {
        this.json = json;
        this.components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
    }

    /// A schema that was written elsewhere, with the components it refers to by name.
    public static JsonSchema of(ObjectNode json, Map<String, ObjectNode> components) {
        return new JsonSchema(json.deepCopy(), components);
    }

    public static JsonSchema text() {
        return type("string");
    }

    /// Text of a certain form, such as `date-time` or `uuid`.
    public static JsonSchema text(String format) {
        return new JsonSchema(type("string").json.put("format", format), Map.of());
    }

    /// Text that a regular expression matches as a whole.
    public static JsonSchema matching(String pattern) {
        return new JsonSchema(type("string").json.put("pattern", "^(?:" + pattern + ")$"), Map.of());
    }

    public static JsonSchema time() {
        return text("date-time");
    }

    public static JsonSchema date() {
        return text("date");
    }

    public static JsonSchema number() {
        return type("number");
    }

    public static JsonSchema wholeNumber() {
        return type("integer");
    }

    public static JsonSchema wholeNumber(long min, long max) {
        return new JsonSchema(type("integer").json.put("minimum", min).put("maximum", max), Map.of());
    }

    public static JsonSchema truth() {
        return type("boolean");
    }

    /// One of these words.
    public static JsonSchema oneOf(List<String> words) {
        ObjectNode node = type("string").json;
        words.forEach(node.withArray("enum")::add);
        return new JsonSchema(node, Map.of());
    }

    public static JsonSchema arrayOf(JsonSchema element) {
        ObjectNode node = type("array").json;
        node.set("items", element.json);
        return new JsonSchema(node, element.components);
    }

    /// As many as these bounds allow.
    public static JsonSchema arrayOf(JsonSchema element, int min, int max) {
        JsonSchema array = arrayOf(element);
        return new JsonSchema(array.json.put("minItems", min).put("maxItems", max), array.components);
    }

    /// An object whose names are data.
    public static JsonSchema mapOf(JsonSchema value) {
        ObjectNode node = type("object").json;
        node.set("additionalProperties", value.json);
        return new JsonSchema(node, value.components);
    }

    /// What any of these describes.
    public static JsonSchema anyOf(List<JsonSchema> choices) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Map<String, ObjectNode> components = new TreeMap<>();
        for (JsonSchema choice : choices) {
            node.withArray("anyOf").add(choice.json);
            components.putAll(choice.components);
        }
        return new JsonSchema(node, components);
    }

    /// Begins an object whose fields are listed one by one.
    public static ObjectSchema object() {
        return new ObjectSchema();
    }

    private static JsonSchema type(String type) {
        return new JsonSchema(JsonNodeFactory.instance.objectNode().put("type", type), Map.of());
    }

    /// The same schema as a component of this name.
    public JsonSchema named(String name) {
        Map<String, ObjectNode> more = new TreeMap<>(components);
        more.put(name, json);
        return new JsonSchema(JsonNodeFactory.instance.objectNode().put("$ref", REFERENCE + name), more);
    }

    /// The same schema, saying what is described.
    public JsonSchema described(String description) {
        return new JsonSchema(json.deepCopy().put("description", description), components);
    }

    /// The schema; what it refers to is among the components.
    public ObjectNode json() {
        return json.deepCopy();
    }

    /// Everything the schema refers to, by name.
    public SortedMap<String, ObjectNode> components() {
        return components;
    }
}
