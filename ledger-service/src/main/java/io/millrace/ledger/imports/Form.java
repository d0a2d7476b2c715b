package io.millrace.ledger.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.avro.MalformedAvroException;
import io.millrace.schemas.json.Fault;
import io.millrace.schemas.json.JsonReader;
import io.millrace.schemas.json.JsonRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/// How rows of a file become records of one type: by the fields of its schema.
///
/// In a table, a column is a field. Lists are parted by `;`, the parts of an entry by spaces in the order of the
/// schema, lists inside an entry by `,`; a map has a column `field.name` for each name. A cell that begins with `[` or
/// `{` is JSON, and so is text that is in quotes even inside its cell.
///
/// @param <V> the record
public final class Form<V extends AvroRoot> {
    private static final int SIZE_HINT = 256;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final AvroType<V> type;
    private final JsonReader reader;
    private final Map<String, JsonNode> given;

    /// What became of a row.
    public sealed interface Filled<V> {
        record Right<V>(V record) implements Filled<V> {}

        record Wrong<V>(List<Fault> faults) implements Filled<V> {}
    }

    /// For records of a type.
    ///
    /// @param given fields that are not taken from rows, such as the tenant
    public Form(AvroType<V> type, Map<String, JsonNode> given) {
        this.type = type;
        this.reader = JsonReader.of(type);
        this.given = given;
    }

    /// The columns a table may have, with what they mean.
    public List<Schema.Field> columns() {
        return type.schema().getFields().stream()
                .filter(field -> !given.containsKey(field.name()))
                .toList();
    }

    /// The fields that rows have no say in.
    Set<String> givenFields() {
        return given.keySet();
    }

    /// The record of a row.
    public Filled<V> fill(Row row) {
        List<Fault> faults = new ArrayList<>();
        return switch (row) {
            case Row.Unreadable(long _, String detail) -> new Filled.Wrong<>(List.of(new Fault("", detail)));
            case Row.Json(long _, ObjectNode fields) -> fill(fields.deepCopy(), faults);
            case Row.Cells(long _, ObjectNode cells) -> fill(fields(cells, faults), faults);
        };
    }

    private Filled<V> fill(ObjectNode fields, List<Fault> faults) {
        given.forEach(fields::set);
        JsonRecord record = read(LooseJson.fitted(type.schema(), fields));
        faults.addAll(record.faults());
        if (!faults.isEmpty()) {
            return new Filled.Wrong<>(List.copyOf(faults));
        }
        AvroWriter encoded = new AvroWriter(SIZE_HINT);
        record.write(encoded);
        try {
            return new Filled.Right<>(type.decode(encoded.toByteArray()));
        } catch (MalformedAvroException outOfRange) {
            return new Filled.Wrong<>(List.of(new Fault("", String.valueOf(outOfRange.getMessage()))));
        }
    }

    private JsonRecord read(JsonNode fields) {
        try (JsonParser parser = fields.traverse()) {
            parser.nextToken();
            return reader.read(parser);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a tree is always JSON", impossible);
        }
    }

    private ObjectNode fields(ObjectNode cells, List<Fault> faults) {
        ObjectNode fields = NODES.objectNode();
        for (Map.Entry<String, JsonNode> cell : cells.properties()) {
            String column = cell.getKey();
            String text = cell.getValue().asText();
            int dot = column.indexOf('.');
            Schema.Field field = type.schema().getField(dot < 0 ? column : column.substring(0, dot));
            if (field != null && dot >= 0 && present(field.schema()).getType() == Schema.Type.MAP) {
                fields.withObjectProperty(field.name())
                        .set(
                                column.substring(dot + 1),
                                cell(present(field.schema()).getValueType(), text, faults, column));
            } else if (field != null && dot < 0) {
                fields.set(column, cell(field.schema(), text, faults, column));
            } else {
                // Left for the reader, which says that there is no such field.
                fields.put(column, text);
            }
        }
        return fields;
    }

    /// What a cell says, not yet fitted to its schema.
    static JsonNode cell(Schema schema, String text, List<Fault> faults, String column) {
        Schema value = present(schema);
        if (value.getType() == Schema.Type.STRING) {
            return NODES.textNode(text.startsWith("\"") ? unquoted(text) : text);
        }
        if (text.startsWith("[") || text.startsWith("{")) {
            try {
                return JSON.readTree(text);
            } catch (IOException notJson) {
                faults.add(new Fault(column, "the cell begins like JSON and is none: '" + text + "'"));
                return NODES.nullNode();
            }
        }
        return value.getType() == Schema.Type.ARRAY ? list(value.getElementType(), text, ";") : NODES.textNode(text);
    }

    private static String unquoted(String text) {
        try {
            return JSON.readTree(text).asText();
        } catch (IOException asItStands) {
            return text;
        }
    }

    private static ArrayNode list(Schema element, String text, String between) {
        ArrayNode list = NODES.arrayNode();
        for (String part : List.of(text.split(between, -1))) {
            String entry = part.strip();
            if (!entry.isEmpty()) {
                list.add(element.getType() == Schema.Type.RECORD ? entry(element, entry) : NODES.textNode(entry));
            }
        }
        return list;
    }

    private static ObjectNode entry(Schema schema, String text) {
        ObjectNode entry = NODES.objectNode();
        List<String> parts = List.of(text.split("\\s+", schema.getFields().size()));
        for (int i = 0; i < parts.size(); i++) {
            Schema.Field field = schema.getFields().get(i);
            Schema value = present(field.schema());
            entry.set(
                    field.name(),
                    value.getType() == Schema.Type.ARRAY
                            ? list(value.getElementType(), parts.get(i), ",")
                            : NODES.textNode(parts.get(i)));
        }
        return entry;
    }

    /// Puts an empty list or map wherever one must be given and is not, as records in JSON leave out what is empty.
    public static void fillContainers(Schema schema, ObjectNode fields) {
        for (Schema.Field field : schema.getFields()) {
            if (!field.hasDefaultValue() && !fields.has(field.name())) {
                switch (field.schema().getType()) {
                    case ARRAY -> fields.putArray(field.name());
                    case MAP -> fields.putObject(field.name());
                    default -> {
                        // Has to be given.
                    }
                }
            }
        }
    }

    /// What a field holds if it is not absent.
    static Schema present(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
    }
}
