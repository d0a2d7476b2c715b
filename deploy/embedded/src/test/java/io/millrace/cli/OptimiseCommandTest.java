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
    void shouldMatchEveryKnownOptimumWhenGivenExamplesOfATextbook() throws IOException {
        try (InputStream published = getClass().getResourceAsStream("textbook-examples.json")) {
            Files.copy(Objects.requireNonNull(published), directory.resolve("published.json"));
        }

        Runs.Result result = Runs.run(directory, "optimise", "published.json", "--out", "results.json");

        assertThat(result.out()).contains("5 of 5 solved, 5 of 5 known optima matched.");
        assertThat(result.exitCode()).isZero();
        JsonNode results =
                JSON.readTree(directory.resolve("results.json").toFile()).get("results");
        assertThat(results)
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.get("parameters_equal").booleanValue())
                        .as("%s", one)
                        .isTrue());
    }

    @Test
    void shouldPrintJsonAndATableBesideItWhenThereIsNoFileForIt() throws IOException {
        Files.writeString(directory.resolve("one.json"), """
                {"id": 1, "kind": "eoq", "params": {"fixed_cost": 8, "holding_cost": 0.225, "demand_rate": 1300}}
                """);

        Runs.Result result = Runs.run(directory, "optimise", "one.json");

        assertThat(result.exitCode()).isZero();
        JsonNode solved = JSON.readTree(result.out()).at("/results/0");
        assertThat(solved.at("/id").textValue()).isEqualTo("1");
        assertThat(solved.at("/parameters/Q").doubleValue()).isEqualTo(304.0467800264368);
        assertThat(solved.has("matched")).isFalse();
        assertThat(result.err()).isEqualTo("""
                1  solved              68.4105  Q 304.0468
                1 of 1 solved.
                """);
    }

    @Test
    void shouldSolveTheOthersAndFailWhenAnInstanceIsImpossibleOrMissed() throws IOException {
        Files.writeString(directory.resolve("mixed.json"), """
                [{"id": "a", "kind": "eoq", "params": {"fixed_cost": 8, "holding_cost": 0, "demand_rate": 1300}},
                 {"id": "b", "kind": "newsvendor_poisson", "params": {"holding_cost": 1, "stockout_cost": 4, "mean": 6},
                  "optimal": {"S": 9, "cost": 3}}]
                """);

        Runs.Result result = Runs.run(directory, "optimise", "mixed.json", "--out", "results.json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("The cost of holding is 0.0; give a number above 0")
                .contains("NOT MATCHED")
                .endsWith("1 of 2 solved, 0 of 1 known optima matched.\n");
    }

    @Test
    void shouldSayWhatToDoWhenTheFileIsNotOfTheForm() throws IOException {
        Files.writeString(directory.resolve("text.json"), "demand: 5");
        Files.writeString(directory.resolve("empty.json"), "{}");

        assertThat(Runs.run(directory, "optimise", "none.json").err()).contains("There is no file ");
        assertThat(Runs.run(directory, "optimise", "text.json").err()).contains("text.json is no JSON");
        assertThat(Runs.run(directory, "optimise", "empty.json").err())
                .contains("empty.json has no instances.", "Give {\"instances\": [...]}");
    }
}
