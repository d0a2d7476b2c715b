package io.millrace.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.avro.MalformedAvroException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/// How rows of a file become records of one type: by the fields of its schema.
///
/// In a table, a column is a field. Lists are parted by `;`, the parts of an entry by spaces in the order of the
/// schema, lists inside an entry by `,`; a map has a column `field.name` for each name. A cell that begins with `[` or
/// `{` is JSON.
///
/// @param <V> the record
public final class Form<V extends AvroRoot> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AvroType<V> type;
    private final Map<String, JsonNode> given;

    /// What became of a row.
    public sealed interface Filled<V> {
        record Right<V>(V record) implements Filled<V> {}

        record Wrong<V>(List<RowReport.Fault> faults) implements Filled<V> {}
    }

    /// For records of a type.
    ///
    /// @param given fields that are not taken from rows, such as the tenant
    public Form(AvroType<V> type, Map<String, JsonNode> given) {
        this.type = type;
        this.given = given;
    }

    /// The columns a table may have, with what they mean.
    public List<Schema.Field> columns() {
        return type.schema().getFields().stream()
                .filter(field -> !given.containsKey(field.name()))
                .toList();
    }

    /// The record of a row.
    public Filled<V> fill(Row row) {
        List<RowReport.Fault> faults = new ArrayList<>();
        return switch (row) {
            case Row.Unreadable(long _, String detail) -> new Filled.Wrong<>(List.of(new RowReport.Fault("", detail)));
            case Row.Json(long _, ObjectNode fields) -> fill(fields.deepCopy(), faults);
            case Row.Cells(long _, ObjectNode cells) -> fill(fields(cells, faults), faults);
        };
    }

    private Filled<V> fill(ObjectNode fields, List<RowReport.Fault> faults) {
        given.forEach(fields::set);
        JsonToAvro reader = new JsonToAvro(faults);
        GenericRecord generic = reader.record(type.schema(), fields, "");
        if (!faults.isEmpty()) {
            return new Filled.Wrong<>(List.copyOf(faults));
        }
        try {
            return new Filled.Right<>(type.decode(encode(generic)));
        } catch (MalformedAvroException outOfRange) {
            return new Filled.Wrong<>(List.of(new RowReport.Fault("", String.valueOf(outOfRange.getMessage()))));
        }
    }

    private byte[] encode(GenericRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(type.schema()).write(record, encoder);
            encoder.flush();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private ObjectNode fields(ObjectNode cells, List<RowReport.Fault> faults) {
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

    private static JsonNode cell(Schema schema, String text, List<RowReport.Fault> faults, String column) {
        Schema value = present(schema);
        if (text.startsWith("[") || text.startsWith("{")) {
            try {
                return value.getType() == Schema.Type.STRING ? NODES.textNode(text) : JSON.readTree(text);
            } catch (IOException notJson) {
                faults.add(new RowReport.Fault(column, "the cell begins like JSON and is none: '" + text + "'"));
                return NODES.nullNode();
            }
        }
        return value.getType() == Schema.Type.ARRAY ? list(value.getElementType(), text, ";") : NODES.textNode(text);
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
