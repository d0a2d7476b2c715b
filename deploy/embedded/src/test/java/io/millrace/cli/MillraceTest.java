package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillraceTest {
    @TempDir
    private Path directory;

    @Test
    void shouldShowEveryCommandWhenAskedForHelp() {
        Runs.Result result = Runs.run(directory, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("Millrace: inventory")
                .contains(
                        "Run\n  demo ",
                        "Look\n  tail ",
                        "\n  config ",
                        "Look after\n  tenant ",
                        "Measure\n  bench ",
                        "Examples\n",
                        "configuration.md",
                        "Exit codes: 0")
                .doesNotContain("\u001b");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void shouldShowTheHelpWhenThereIsNoCommand() {
        assertThat(Runs.run(directory)).isEqualTo(Runs.run(directory, "--help"));
    }

    @Test
    void shouldShowWhatItWasBuiltFrom() {
        Runs.Result result = Runs.run(directory, "--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .matches("(?s)Millrace \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R"
                        + "Kafka \\d+\\.\\d+\\.\\d+, PostgreSQL \\d+\\.\\d+.*, JDK \\d+.*");
    }

    @Test
    void shouldSuggestWhenACommandOrOptionIsUnknown() {
        assertThat(Runs.run(directory, "confg")).isEqualTo(new Runs.Result(2, "", """
                        Error: There is no command 'confg'.
                          Did you mean config? 'millrace --help' shows what there is.
                        """));
        assertThat(Runs.run(directory, "config", "--prot=1")).isEqualTo(new Runs.Result(2, "", """
                        Error: There is no option '--prot'.
                          Did you mean --port? 'millrace config --help' shows what there is.
                        """));
        assertThat(Runs.run(directory, "nonsense").err())
                .startsWith("Error: There is no command 'nonsense'.\n  'millrace");
        assertThat(Runs.run(directory, "config", "extra").err()).startsWith("Error: There is no argument 'extra'.\n");
    }

    @Test
    void shouldSayWhatIsMissingWhenAnOptionHasNoValue() {
        Runs.Result result = Runs.run(directory, "config", "--port");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("Error: Missing required parameter for option '--port' (N).\n");
    }

    @Test
    void shouldListEveryProblemWhenTheConfigurationIsWrong() {
        Runs.Result result = Runs.run(directory, "config", "--set", "kafka.port=x", "--set", "a=b");

        assertThat(result).isEqualTo(new Runs.Result(3, "", """
                Error: The configuration has 2 problems:
                  a: there is no such setting (--set)
                      docs/configuration.md lists all settings; './millrace config' prints them.
                  kafka.port: 'x' is not a port (--set)
                      Use a whole number from 0 (takes a free port) to 65535.
                """));
    }

    @Test
    void shouldShowTheTraceOnlyWhenDebugging() {
        assertThat(Runs.run(directory, "config", "--set", "a=b").err()).doesNotContain("\tat ");
        assertThat(Runs.run(directory, "--debug", "config", "--set", "a=b").err())
                .contains("\tat io.millrace");
        assertThat(Runs.run(directory, "config", "--debug", "--set", "a=b").err())
                .contains("\tat io.millrace");
    }

    @Test
    void shouldSayHowToBuildTheBenchmarksWhenTheyAreMissing() {
        Runs.Result result = Runs.run(directory, "bench", "--list");

        assertThat(result).isEqualTo(new Runs.Result(1, "", """
                Error: The benchmarks are not built: there are no jars in %s/benchmarks/target/dist/lib.
                  Build them with: mvn -q -DskipTests package -pl benchmarks -am   (in %s)
                """.formatted(directory, directory)));
    }

    @Test
    void shouldColourOnlyWhereColoursAreWanted() {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        new Console(printer, printer, new Appearance(true, true)).done("Broker ready", Duration.ofMillis(1240));
        new Console(printer, printer, Appearance.PLAIN).done("Broker ready", Duration.ofSeconds(61));
        new Console(printer, printer, Appearance.PLAIN).pairs(Map.of("Kafka", "127.0.0.1:9092"));

        assertThat(out.toString().lines())
                .containsExactly(
                        "  \u001b[32m✔\u001b[0m Broker ready                                \u001b[2m1.2 s\u001b[0m",
                        "  ok Broker ready                                1 min 1 s",
                        "  Kafka  127.0.0.1:9092");
        assertThat(Appearance.detect(Map.of("NO_COLOR", "1", "TERM", "xterm")).colour())
                .isFalse();
    }
}
