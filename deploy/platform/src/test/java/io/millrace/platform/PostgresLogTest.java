package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLogTest {
    @TempDir
    Path temp;

    @Test
    void shouldSetOldLinesAsideWhenTheFileIsLarge() throws IOException {
        // given
        Path file = temp.resolve("postgres.log");
        PostgresLog log = new PostgresLog(file, 10);
        try (OutputStream server = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            server.write("first line\n".getBytes(StandardCharsets.UTF_8));

            // when
            log.bound();
            server.write("second\n".getBytes(StandardCharsets.UTF_8));
            log.bound();
        }

        // then
        assertThat(file).hasContent("second\n");
        assertThat(temp.resolve("postgres.log.1")).hasContent("first line\n");
    }

    @Test
    void shouldQuoteOnlyWhatWasSaidSince() throws IOException {
        // given
        Path file = Files.writeString(temp.resolve("postgres.log"), "old\n");
        PostgresLog log = new PostgresLog(file);
        long before = log.sizeBytes();
        Files.writeString(file, "new\n", StandardOpenOption.APPEND);

        // when, then
        assertThat(log.since(before)).isEqualTo("new");
        assertThat(log.since(log.sizeBytes())).isEmpty();
    }
}
