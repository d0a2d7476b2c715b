package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.kit.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldPrintTheFiguresAsTheLastLine() throws IOException {
        int exit = run("serde", "--quick");

        assertThat(exit).isZero();
        JsonNode json = new ObjectMapper().readTree(text(out).lines().toList().getLast());
        assertThat(json.path("bench").asText()).isEqualTo("serde");
        assertThat(json.path("machine").path("cores").asInt()).isPositive();
        assertThat(json.path("figures").path("ratio_serialise").asDouble()).isPositive();
        assertThat(json.path("figures").path("ratio_deserialise").asDouble()).isPositive();
    }

    @Test
    void shouldPrintHowFastOrdersAreDecided() throws IOException {
        int exit = run("plan", "--quick");

        assertThat(exit).isZero();
        JsonNode figures = new ObjectMapper()
                .readTree(text(out).lines().toList().getLast())
                .path("figures");
        assertThat(List.of("seconds_per_million", "flatness_10k_to_1m", "item_years_per_s"))
                .allMatch(key -> figures.path(key).asDouble() > 0);
    }

    @Test
    void shouldCompareStockAtEqualFillRatesOnDataOfItsOwn() throws IOException {
        int exit = run("policy", "--quick");

        assertThat(exit).isZero();
        JsonNode figures = new ObjectMapper()
                .readTree(text(out).lines().toList().getLast())
                .path("figures");
        assertThat(figures.path("generated_points").asInt()).isGreaterThan(5);
        assertThat(figures.path("generated_asked_off_max").asDouble()).isLessThan(4);
        assertThat(figures.path("generated_stock_vs_clairvoyant_95").asDouble()).isGreaterThan(1);
        assertThat(figures.path("fresh_waste_ratio_85").asDouble()).isLessThan(1);
    }

    @Test
    void shouldMeasureForecastsWhenAskedForTheShortForm() throws IOException {
        int exit = run("forecast", "--quick");

        assertThat(exit).isZero();
        JsonNode figures = new ObjectMapper()
                .readTree(text(out).lines().toList().getLast())
                .path("figures");
        assertThat(figures.path("generated_prmsse").asDouble()).isBetween(0.5, 1.1);
        assertThat(figures.path("generated_sums90_vs_bootstrap").asDouble()).isPositive();
    }

    @Test
    void shouldSayHowToPointAtTheDataWhenItIsNotThere() {
        int exit = run("forecast", "--data", "/nowhere");

        assertThat(exit).isEqualTo(1);
        assertThat(text(err))
                .contains("carparts.csv.gz in /nowhere")
                .contains("--data")
                .contains("MILLRACE_DATA");
    }

    @Test
    void shouldListWhatThereIsWhenTheNameIsUnknown() {
        int exit = run("sered");

        assertThat(exit).isEqualTo(2);
        assertThat(text(err)).contains("There is no bench 'sered'").contains("serde");
    }

    @Test
    void shouldTakeTheMedianAndTheSpread() {
        Samples samples = new Samples();
        List.of(4.0, 1.0, 2.0).forEach(samples::add);

        assertThat(samples.median()).isEqualTo(2.0);
        assertThat(samples.spread()).isEqualTo(1.5);
        assertThat(samples.over(samples).median()).isEqualTo(1.0);
    }

    private int run(String... arguments) {
        return Bench.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
