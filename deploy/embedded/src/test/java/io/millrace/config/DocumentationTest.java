package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/configuration.md has a table row `| key | default | meaning |` for every key, and no others.
class DocumentationTest {
    private static final Path PAGE = Path.of("../../docs/configuration.md");

    @TempDir
    private Path directory;

    @Test
    void shouldDocumentEveryKeyWithItsRealDefault() throws IOException {
        List<String> documented =
                rows().stream().map(row -> row[1] + " = " + row[2]).toList();

        assertThat(documented)
                .containsExactlyElementsOf(Settings.ALL.stream()
                        .map(setting -> "`" + setting.key() + "` = "
                                + setting.standard().documented())
                        .toList());
    }

    @Test
    void shouldStateTheDefaultThatReallyHolds() {
        Map<String, Optional<String>> held = Requests.in(directory).load().entries().stream()
                .collect(Collectors.toMap(Effective.Entry::key, Effective.Entry::value));

        for (Setting<?> setting : Settings.ALL) {
            String documented = setting.standard().documented();
            Optional<String> value = held.get(setting.key());
            switch (documented) {
                case "none" -> assertThat(value).isEmpty();
                case "empty" -> assertThat(value).contains("");
                default -> assertThat(value).isPresent();
            }
            if (documented.matches("`[^`<$]*`")) {
                assertThat(value).contains(documented.substring(1, documented.length() - 1));
            }
        }
    }

    @Test
    void shouldExplainEveryKey() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row[3]).hasSizeGreaterThan(10).endsWith("."));
    }

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `[a-z.]+` \\|.*"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .toList();
    }
}
