package io.millrace.forecasting.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheFileThatWasThereWhenWritingBreaksOff() throws IOException {
        Path file = folder.resolve("f.csv");
        WholeFile.write(file, writer -> writer.write("yesterday"));

        assertThatThrownBy(() -> WholeFile.write(file, writer -> {
                    writer.write("half of to");
                    writer.flush();
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");

        assertThat(file).hasContent("yesterday");
        assertThat(names()).containsExactly("f.csv");
    }

    @Test
    void shouldNotBeSeenBeforeItIsWhole() throws IOException {
        Path file = folder.resolve("f.csv");

        WholeFile.write(file, writer -> {
            writer.write("half");
            writer.flush();
            assertThat(file).doesNotExist();
        });

        assertThat(file).hasContent("half");
    }

    @Test
    void shouldTakeAwayWhatAKilledProgramLeft() throws IOException {
        // No process has so high a number.
        Files.writeString(folder.resolve(".f.csv.999999999999.part"), "half");
        long living = ProcessHandle.current().pid();
        Files.writeString(folder.resolve(".g.csv." + living + ".part"), "being written");

        WholeFile.write(folder.resolve("f.csv"), writer -> writer.write("whole"));

        assertThat(names()).containsExactly(".g.csv." + living + ".part", "f.csv");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
