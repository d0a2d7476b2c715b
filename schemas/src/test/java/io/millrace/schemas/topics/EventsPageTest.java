package io.millrace.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `docs/events.md` says of every record, held against the schemas.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsPageTest {
    private static final Path PAGE = Path.of("../docs/events.md");
    private static final String ROW = "| `";
    private static final Pattern CELLS = Pattern.compile("\\s*(?<!\\\\)\\|\\s*");
    private static final Pattern NO_SYMBOL = Pattern.compile("[^A-Z_0-9]+");

    private List<String> page = List.of();

    @BeforeAll
    void readThePage() throws IOException {
        page = Files.readAllLines(PAGE);
    }

    static Collection<Schema> records() {
        return ofType(Schema.Type.RECORD);
    }

    static Collection<Schema> enums() {
        return ofType(Schema.Type.ENUM);
    }

    static List<Topic<?, ?>> topics() {
        return Topics.shared();
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldListEveryFieldWithItsMeaning(Schema type) {
        List<String> documented = table(type).stream()
                .map(row -> CELLS.split(row, -1))
                .map(cells -> cells[1] + ": " + cells[4])
                .toList();

        assertThat(documented)
                .as("the table of %s", type.getName())
                .containsExactlyElementsOf(type.getFields().stream()
                        .map(field -> "`" + field.name() + "`: " + field.doc())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void shouldListEverySymbol(Schema type) {
        String row = page.stream()
                .filter(line -> line.startsWith(ROW + type.getName() + "` |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + type.getName()));
        List<String> documented = NO_SYMBOL
                .splitAsStream(CELLS.split(row, -1)[3])
                .filter(symbol -> !symbol.isEmpty())
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(type.getEnumSymbols().stream()
                        .filter(symbol -> !symbol.equals("UNKNOWN"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldNameEveryTopic(Topic<?, ?> topic) {
        assertThat(page).anyMatch(line -> line.contains("`" + topic.name()));
    }

    private List<String> table(Schema type) {
        Pattern heading = Pattern.compile("(### " + type.getName() + "\\b|\\*\\*`" + type.getName() + "`\\*\\*).*");
        return page.stream()
                .dropWhile(line -> !heading.matcher(line).matches())
                .skip(1)
                .takeWhile(line -> !line.startsWith("#") && !line.startsWith("**`"))
                .filter(line -> line.startsWith(ROW))
                .toList();
    }

    private static Collection<Schema> ofType(Schema.Type type) {
        Map<String, Schema> named = new TreeMap<>();
        Topics.shared().forEach(topic -> collect(topic.value().schema(), named));
        return named.values().stream()
                .filter(schema -> schema.getType() == type)
                .toList();
    }

    private static void collect(Schema schema, Map<String, Schema> named) {
        boolean isNamed = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
        if (!isNamed || named.putIfAbsent(schema.getFullName(), schema) == null) {
            inside(schema).forEach(part -> collect(part, named));
        }
    }

    private static Stream<Schema> inside(Schema schema) {
        List<Schema> parts = new ArrayList<>();
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> parts.add(field.schema()));
            case ARRAY -> parts.add(schema.getElementType());
            case MAP -> parts.add(schema.getValueType());
            case UNION -> parts.addAll(schema.getTypes());
            default -> {
                // nothing is inside the others
            }
        }
        return parts.stream();
    }
}
