package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands of docs/guides/simulate.md as they stand there, on the files that it names.
class SimulateGuideTest {
    private static final Path GUIDES = Path.of("../../docs/guides");
    private static final String COMMAND = "./millrace ";

    @TempDir
    private Path directory;

    @Test
    void shouldDoAsTheGuideSays() throws IOException {
        for (String folder : List.of("spreadsheet", "simulate")) {
            try (Stream<Path> files = Files.list(GUIDES.resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, directory.resolve(file.getFileName()));
                }
            }
        }
        List<String> commands = Files.readAllLines(GUIDES.resolve("simulate.md")).stream()
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> line.substring(COMMAND.length()))
                .toList();

        List<Runs.Result> results = commands.stream()
                .map(command -> Runs.run(directory, command.split(" ", -1)))
                .toList();

        assertThat(results).hasSize(2).allSatisfy(result -> {
            assertThat(result.err()).isEmpty();
            assertThat(result.exitCode()).isZero();
        });
        assertThat(results.getFirst().out()).contains("Restored: ", "careful", "lean", "Seed: 1");
        assertThat(results.getLast().out()).contains("drawn from the forecast", "Seed: 7", "each item's own target");
        assertThat(directory.resolve("policies.csv")).content().startsWith("policy,class,items,cycle_service,");
        assertThat(directory.resolve("policies.html")).exists();
    }

    @Test
    void shouldShowThePolicyFileAsItLies() throws IOException {
        assertThat(Files.readString(GUIDES.resolve("simulate.md")))
                .contains(Files.readString(GUIDES.resolve("simulate/careful.yaml")));
    }
}
