package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimiseCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    @Test
    void shouldMatchEveryKnownOptimumWhenGivenThePublishedInstances() throws IOException {
        try (InputStream published = getClass().getResourceAsStream("replenishment-instances.json")) {
            Files.copy(Objects.requireNonNull(published), directory.resolve("published.json"));
        }

        Runs.Result result = Runs.run(directory, "optimise", "published.json", "--out", "results.json");

        assertThat(result.out()).contains("40 of 40 solved, 40 of 40 known optima matched.");
        assertThat(result.exitCode()).isZero();
        JsonNode results =
                JSON.readTree(directory.resolve("results.json").toFile()).get("results");
        assertThat(results)
                .hasSize(40)
                .allSatisfy(one -> assertThat(one.get("parameters_equal").booleanValue())
                        .as("%s", one)
                        .isTrue());
    }
}
