package io.millrace.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowReaderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadQuotesLinesAndSemicolonsAsSpreadsheetsWriteThem() throws IOException {
        List<Row> rows =
                rows("a.csv", "\uFEFFid;\"name\";note\r\n1;\"a; b\";\"said \"\"so\"\"\nand left\"\r\n\r\n2;c;");

        assertThat(rows)
                .extracting(Row::toString)
                .containsExactly(
                        "Cells[number=1, cells={\"id\":\"1\",\"name\":\"a; b\",\"note\":\"said \\\"so\\\"\\nand left\"}]",
                        "Cells[number=2, cells={\"id\":\"2\",\"name\":\"c\"}]");
    }

    @Test
    void shouldReadLinesOfJsonAndSayWhichAreNone() throws IOException {
        List<Row> rows = rows("a.ndjson", "{\"id\": 1}\n[1]\n{\"id\": \n");

        assertThat(rows.get(0)).isInstanceOf(Row.Json.class);
        assertThat(rows.subList(1, 3)).allMatch(row -> row instanceof Row.Unreadable);
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
    }

    private List<Row> rows(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = RowReader.open(file)) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
