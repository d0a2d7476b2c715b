package io.millrace.platform.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/// What makes two schemas the same: Avro's own text of them, with documentation, defaults and custom properties, but
/// without regard to blanks and the order of attributes, and what they refer to.
record SchemaIdentity(String sortedText, List<SchemaReference> references) {
    private static final JsonMapper SORTING = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /// @param text as [org.apache.avro.Schema#toString()] writes it
    /// @throws IllegalArgumentException if the text is not JSON
    static SchemaIdentity of(String text, List<SchemaReference> references) {
        try {
            // Through maps, because a tree keeps the order it was read in.
            Object plain = SORTING.treeToValue(SORTING.readTree(text), Object.class);
            JsonNode sorted = SORTING.valueToTree(plain);
            return new SchemaIdentity(SORTING.writeValueAsString(sorted), List.copyOf(references));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its schema is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
