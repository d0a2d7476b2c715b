package io.millrace.platform.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/// The shapes in which the registry answers.
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    static ArrayNode numbers(Collection<Integer> numbers) {
        ArrayNode array = array();
        numbers.forEach(array::add);
        return array;
    }

    static ObjectNode version(SchemaVersion version) {
        ObjectNode object = object().put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id());
        return schema(object, version.schema(), version.references());
    }

    static ObjectNode schema(ObjectNode object, String text, List<SchemaReference> references) {
        if (!references.isEmpty()) {
            ArrayNode array = object.putArray("references");
            references.forEach(reference -> array.addObject()
                    .put("name", reference.name())
                    .put("subject", reference.subject())
                    .put("version", reference.version()));
        }
        return object.put("schema", text);
    }
}
