package io.millrace.ledger.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.JsonView;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Writes records as a table or as lines of JSON, such that an import of it makes the same records again. Whatever
/// would not come back the same from a plain cell is written as JSON in its cell.
///
/// @param <R> the record
public final class Export<R extends AvroRoot & CatalogCommand.Body> {
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private final Form<R> form;
    private final Supplier<Stream<Typed<R>>> records;
    private final boolean versions;

    /// @param tenant whose records they are
    /// @param records opens the records, as often as needed
    /// @param versions whether rows expect the versions they were written with, so that a later import overwrites
    ///     nobody's changes
    public Export(TenantId tenant, RecordKind<R> kind, Supplier<Stream<Typed<R>>> records, boolean versions) {
        this.form = CatalogueRows.form(tenant, kind);
        this.records = records;
        this.versions = versions;
    }

    /// Writes a JSON object for each record, on a line of its own.
    public void lines(Appendable out) throws IOException {
        try (Stream<Typed<R>> all = records.get()) {
            for (Iterator<Typed<R>> each = all.iterator(); each.hasNext(); ) {
                Typed<R> record = each.next();
                ObjectNode fields = fields(record);
                if (versions) {
                    fields.put(CatalogueRows.EXPECTED_VERSION, record.version());
                }
                out.append(fields.toString()).append('\n');
            }
        }
    }

    /// Writes a table.
    public void table(Appendable out) throws IOException {
        List<String> heading = heading();
        Csv.line(heading, out);
        try (Stream<Typed<R>> all = records.get()) {
            for (Iterator<Typed<R>> each = all.iterator(); each.hasNext(); ) {
                Map<String, String> cells = cells(each.next(), heading);
                Csv.line(
                        heading.stream()
                                .map(column -> cells.getOrDefault(column, ""))
                                .toList(),
                        out);
            }
        }
    }

    /// Every field has its column, and a map one more for each name that a plain cell can hold.
    private List<String> heading() {
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Typed<R>> all = records.get()) {
            all.forEach(record -> maps(fields(record)).forEach((field, map) -> {
                if (isPlain(map)) {
                    map.fieldNames().forEachRemaining(name -> names.add(field.name() + "." + name));
                }
            }));
        }
        List<String> heading = new ArrayList<>();
        for (Schema.Field field : form.columns()) {
            heading.add(field.name());
            names.stream().filter(name -> name.startsWith(field.name() + ".")).forEach(heading::add);
        }
        if (versions) {
            heading.add(CatalogueRows.EXPECTED_VERSION);
        }
        return heading;
    }

    private Map<Schema.Field, ObjectNode> maps(ObjectNode fields) {
        Map<Schema.Field, ObjectNode> maps = new LinkedHashMap<>();
        for (Schema.Field field : form.columns()) {
            if (isMap(field) && fields.get(field.name()) instanceof ObjectNode map) {
                maps.put(field, map);
            }
        }
        return maps;
    }

    private static boolean isMap(Schema.Field field) {
        return Form.present(field.schema()).getType() == Schema.Type.MAP;
    }

    private static boolean isPlain(ObjectNode map) {
        return map.properties().stream()
                .allMatch(entry -> entry.getKey().matches("[A-Za-z0-9_-]+")
                        && entry.getValue().isTextual());
    }

    private ObjectNode fields(Typed<R> record) {
        ObjectNode fields = JsonView.of(record.record());
        Form.fillContainers(record.record().avroType().schema(), fields);
        fields.remove(form.givenFields());
        return fields;
    }

    private Map<String, String> cells(Typed<R> record, List<String> heading) {
        ObjectNode fields = fields(record);
        Map<String, String> cells = new LinkedHashMap<>();
        for (Schema.Field field : form.columns()) {
            JsonNode value = fields.get(field.name());
            if (value == null) {
                continue;
            }
            if (isMap(field) && value instanceof ObjectNode map && hasColumns(field, map, heading)) {
                Schema schema = Form.present(field.schema()).getValueType();
                map.properties()
                        .forEach(entry ->
                                cells.put(field.name() + "." + entry.getKey(), cell(schema, entry.getValue())));
            } else {
                cells.put(field.name(), cell(field.schema(), value));
            }
        }
        if (versions) {
            cells.put(CatalogueRows.EXPECTED_VERSION, String.valueOf(record.version()));
        }
        return cells;
    }

    /// A name that came after the heading was written has none.
    private static boolean hasColumns(Schema.Field field, ObjectNode map, List<String> heading) {
        return isPlain(map)
                && map.properties().stream().allMatch(entry -> heading.contains(field.name() + "." + entry.getKey()));
    }

    private static String cell(Schema schema, JsonNode value) {
        String plain = plain(value, ";");
        return plain != null && !plain.isBlank() && comesBack(schema, plain.strip(), value) ? plain : value.toString();
    }

    private static boolean comesBack(Schema schema, String text, JsonNode value) {
        return LooseJson.fitted(schema, Form.cell(schema, text, new ArrayList<>(), ""))
                .equals(BY_VALUE, value);
    }

    private static @Nullable String plain(JsonNode value, String between) {
        if (value instanceof ArrayNode list) {
            return parts(list, between);
        }
        return value.isObject()
                ? null
                : value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }

    private static @Nullable String parts(ArrayNode list, String between) {
        List<String> parts = new ArrayList<>();
        for (JsonNode entry : list) {
            String part = entry.isObject() ? entry(entry) : plain(entry, between);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return String.join(between, parts);
    }

    private static @Nullable String entry(JsonNode entry) {
        List<String> parts = new ArrayList<>();
        for (JsonNode field : entry) {
            String part = plain(field, ",");
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return String.join(" ", parts);
    }
}
