package io.millrace.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.cli.imports.RowReport.Fault;
import io.millrace.schemas.json.Suggestion;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// Makes a record of JSON that a person wrote: numbers may be text, decimals are numbers, times are ISO-8601. Says of
/// every field what is wrong with it.
final class JsonToAvro {
    private final List<Fault> faults;

    JsonToAvro(List<Fault> faults) {
        this.faults = faults;
    }

    GenericRecord record(Schema schema, ObjectNode node, String path) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = node.get(field.name());
            String at = path + field.name();
            if (value != null && !value.isNull()) {
                record.put(field.pos(), value(field.schema(), value, at));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            } else {
                fault(at, "it is missing: " + field.doc());
            }
        }
        List<String> names = schema.getFields().stream().map(Schema.Field::name).toList();
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                String near = Suggestion.nearest(name, names)
                        .map(right -> "did you mean " + right + "?")
                        .orElse("there are " + String.join(", ", names));
                fault(path + name, "there is no such field; " + near);
            }
        });
        return record;
    }

    private void fault(String field, String detail) {
        faults.add(new Fault(field, detail));
    }

    private @Nullable Object wrong(String field, JsonNode node, String right) {
        fault(field, "'" + (node.isValueNode() ? node.asText() : node.toString()) + "' is not " + right);
        return null;
    }

    private @Nullable Object value(Schema declared, JsonNode node, String at) {
        Schema schema = Form.present(declared);
        return switch (schema.getType()) {
            case RECORD ->
                node instanceof ObjectNode fields
                        ? record(schema, fields, at + ".")
                        : wrong(at, node, "an object of " + names(schema));
            case ARRAY -> array(schema, node, at);
            case MAP -> map(schema, node, at);
            case ENUM -> symbol(schema, node, at);
            case BYTES -> decimal(schema, node, at);
            case INT -> schema.getLogicalType() instanceof LogicalTypes.Date ? date(node, at) : whole(node, at, true);
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
                        ? time(node, at)
                        : whole(node, at, false);
            case DOUBLE, FLOAT -> number(node, at);
            case BOOLEAN -> truth(node, at);
            case STRING -> node.isValueNode() ? node.asText() : wrong(at, node, "text");
            case FIXED, UNION, NULL -> throw new IllegalStateException("no field of the catalogue is " + schema);
        };
    }

    private static String names(Schema schema) {
        return String.join(
                ", ", schema.getFields().stream().map(Schema.Field::name).toList());
    }

    private @Nullable Object array(Schema schema, JsonNode node, String at) {
        if (!node.isArray()) {
            return wrong(at, node, "a list");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(value(schema.getElementType(), node.get(i), at + "[" + i + "]"));
        }
        return values;
    }

    private @Nullable Object map(Schema schema, JsonNode node, String at) {
        if (!node.isObject()) {
            return wrong(at, node, "an object; in a table each name has its own column, such as " + at + ".colour");
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        node.properties()
                .forEach(entry -> values.put(
                        entry.getKey(), value(schema.getValueType(), entry.getValue(), at + "." + entry.getKey())));
        return values;
    }

    private @Nullable Object symbol(Schema schema, JsonNode node, String at) {
        String text = node.asText();
        List<String> symbols = schema.getEnumSymbols().stream()
                .filter(symbol -> !symbol.equals("UNKNOWN"))
                .toList();
        return symbols.contains(text)
                ? new GenericData.EnumSymbol(schema, text)
                : wrong(at, node, "one of " + String.join(", ", symbols));
    }

    private @Nullable Object decimal(Schema schema, JsonNode node, String at) {
        int scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
        try {
            BigDecimal value = new BigDecimal(node.asText());
            if (value.stripTrailingZeros().scale() > scale) {
                return wrong(at, node, "a number with at most " + scale + " decimals");
            }
            return ByteBuffer.wrap(value.setScale(scale).unscaledValue().toByteArray());
        } catch (NumberFormatException notANumber) {
            return wrong(at, node, "a number, such as 1.5: with a point, without thousands separators");
        }
    }

    private @Nullable Object date(JsonNode node, String at) {
        try {
            return Math.toIntExact(LocalDate.parse(node.asText()).toEpochDay());
        } catch (DateTimeException notADate) {
            return wrong(at, node, "a date, such as 2026-01-31");
        }
    }

    private @Nullable Object time(JsonNode node, String at) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(node.asText()));
        } catch (DateTimeException notATime) {
            return wrong(at, node, "a time in UTC, such as 2026-01-31T08:00:00Z");
        }
    }

    private @Nullable Object whole(JsonNode node, String at, boolean isInt) {
        try {
            long value = Long.parseLong(node.asText());
            if (!isInt) {
                return value;
            }
            return Math.toIntExact(value);
        } catch (NumberFormatException | ArithmeticException notWhole) {
            return wrong(at, node, "a whole number");
        }
    }

    private @Nullable Object number(JsonNode node, String at) {
        try {
            return Double.parseDouble(node.asText());
        } catch (NumberFormatException notANumber) {
            return wrong(at, node, "a number, such as 0.9");
        }
    }

    private @Nullable Object truth(JsonNode node, String at) {
        return switch (node.asText()) {
            case "true" -> true;
            case "false" -> false;
            default -> wrong(at, node, "true or false");
        };
    }
}
