package io.millrace.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.ledger.imports.Form.Filled;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was exported is imported again unchanged, whatever the records say.
class ExportProperties {
    private static final TenantId TENANT = TenantId.of("acme");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int RECORDS = 200;
    private static final String[] TEXTS = {
        "milk",
        "",
        " ",
        " Milk ",
        "a, b",
        "a;b",
        "a b",
        "\"Best\" butter",
        "\"Best\"",
        "[1]",
        "{",
        "line\nline",
        "cr\r\n",
        "Größe",
        "日本",
        "\uD83D\uDE00",
        "4006381333931",
        "true",
        "1e3",
        "007",
        "null",
        "x|y",
        "=1+1",
        "'",
        "\"",
        "a\tb",
        "\uFEFFa",
        "#"
    };

    private final Random random = new Random(20_261_121);

    static List<RecordKind<?>> kinds() {
        return RecordKind.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <R extends AvroRoot & CatalogCommand.Body> void shouldComeBackAsItWas(RecordKind<R> kind) throws IOException {
        Form<R> form = CatalogueRows.form(TENANT, kind);
        List<Typed<R>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            ObjectNode fields = NODES.objectNode();
            form.columns().forEach(field -> value(field.schema()).ifPresent(value -> fields.set(field.name(), value)));
            records.add(new Typed<>(kind, read(form, new Row.Json(i + 1, fields))));
        }
        Export<R> export = new Export<>(TENANT, kind, records::stream, false);
        StringBuilder table = new StringBuilder();
        StringBuilder lines = new StringBuilder();

        export.table(table);
        export.lines(lines);

        List<R> expected = records.stream().map(Typed::record).toList();
        assertThat(rows(form, table.toString(), false)).as(table.toString()).containsExactlyElementsOf(expected);
        assertThat(rows(form, lines.toString(), true)).as(lines.toString()).containsExactlyElementsOf(expected);
    }

    private static <R extends AvroRoot & CatalogCommand.Body> List<R> rows(Form<R> form, String text, boolean lines)
            throws IOException {
        List<R> records = new ArrayList<>();
        try (RowReader reader = RowReader.open(new StringReader(text), lines)) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                records.add(read(form, row.get()));
            }
        }
        return records;
    }

    private static <R extends AvroRoot & CatalogCommand.Body> R read(Form<R> form, Row row) {
        return switch (form.fill(row)) {
            case Filled.Right<R>(R record) -> record;
            case Filled.Wrong<R>(var faults) -> throw new AssertionError(row + " has " + faults);
        };
    }

    private Optional<JsonNode> value(Schema schema) {
        return schema.isNullable() && random.nextInt(3) == 0 ? Optional.empty() : Optional.of(given(schema));
    }

    private JsonNode given(Schema declared) {
        Schema schema = Form.present(declared);
        return switch (schema.getType()) {
            case RECORD -> {
                ObjectNode fields = NODES.objectNode();
                schema.getFields()
                        .forEach(field -> value(field.schema()).ifPresent(value -> fields.set(field.name(), value)));
                yield fields;
            }
            case ARRAY -> {
                ArrayNode list = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(given(schema.getElementType()));
                }
                yield list;
            }
            case MAP -> {
                ObjectNode names = NODES.objectNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    String name = random.nextInt(3) == 0 ? TEXTS[random.nextInt(TEXTS.length)] : "name" + i;
                    names.set(name, given(schema.getValueType()));
                }
                yield names;
            }
            case ENUM ->
                NODES.textNode(schema.getEnumSymbols()
                        .get(1 + random.nextInt(schema.getEnumSymbols().size() - 1)));
            case BYTES ->
                NODES.numberNode(new BigDecimal(
                        BigInteger.valueOf(random.nextInt(2_000_000) - 1_000_000),
                        ((LogicalTypes.Decimal) schema.getLogicalType()).getScale()));
            case DOUBLE, FLOAT -> NODES.numberNode(random.nextGaussian());
            case INT ->
                schema.getLogicalType() instanceof LogicalTypes.Date
                        ? NODES.textNode(
                                LocalDate.ofEpochDay(random.nextInt(40_000)).toString())
                        : NODES.numberNode(random.nextInt());
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
                        ? NODES.textNode(Instant.ofEpochSecond(random.nextInt()).toString())
                        : NODES.numberNode(random.nextLong() >> random.nextInt(64));
            case BOOLEAN -> NODES.booleanNode(random.nextBoolean());
            case STRING -> NODES.textNode(TEXTS[random.nextInt(TEXTS.length)]);
            case FIXED, UNION, NULL -> throw new IllegalArgumentException("no record has " + schema);
        };
    }
}
