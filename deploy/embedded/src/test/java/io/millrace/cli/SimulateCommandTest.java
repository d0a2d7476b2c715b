package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final int DAYS = 240;
    private static final int ITEMS = 6;
    private static final int ASKED_CYCLE = 4;
    private static final int FILL = 5;
    private static final int STOCK = 7;
    private static final int LOST = 10;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeAHistoryAndTwoPolicies() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder history = new StringBuilder("series_id,date,quantity\n");
        for (int item = 0; item < ITEMS; item++) {
            for (int day = 0; day < DAYS; day++) {
                int units = random.nextInt(10) < 3 + item ? 1 + random.nextInt(5) : 0;
                history.append("item-" + item + "," + LocalDate.of(2025, 1, 1).plusDays(day) + "," + units + "\n");
            }
        }
        Files.writeString(directory.resolve("history.csv"), history);
        Files.writeString(directory.resolve("low.yaml"), "fill_rate: 0.80\nlead_time: 2\n");
        Files.writeString(directory.resolve("high.yaml"), "fill_rate: 0.98\nlead_time: 2\n");
    }

    @Test
    void shouldServeMoreFromMoreStockWhenMoreIsAsked() throws IOException {
        Runs.Result result = simulate("--policy", "low.yaml", "--policy", "high.yaml", "--out", "result.csv");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("Seed: 1", "Write-offs: 0, because no item has a shelf life", "80.0 %", "98.0 %");
        double[] low = total("low");
        double[] high = total("high");
        assertThat(high[FILL]).isGreaterThan(low[FILL]).isBetween(0.955, 1.0);
        assertThat(low[FILL]).isBetween(0.75, 0.90);
        assertThat(high[STOCK]).isGreaterThan(low[STOCK]);
        assertThat(high[LOST]).isLessThan(low[LOST]);
    }

    @Test
    void shouldSayTheSameWhenTheSeedIsTheSame() throws IOException {
        String[] drawn = {"--policy", "high.yaml", "--from-forecast", "--periods", "60", "--out", "result.csv"};

        String first = drawn(drawn, "5");
        String again = drawn(drawn, "5");
        String other = drawn(drawn, "6");

        assertThat(again).isEqualTo(first).contains(",5\n");
        assertThat(other.replace(",6\n", ",5\n")).isNotEqualTo(first);
    }

    private String drawn(String[] options, String seed) throws IOException {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "--seed";
        all[options.length + 1] = seed;
        assertThat(simulate(all).exitCode()).isZero();
        return Files.readString(directory.resolve("result.csv"));
    }

    @Test
    void shouldFollowTheTermsAndExceptionsWhenTheyAreGiven() throws IOException {
        StringBuilder terms = new StringBuilder("series_id,lead_time,review,pack,unit_cost,cycle_service\n");
        for (int item = 0; item < ITEMS; item++) {
            terms.append("item-").append(item).append(",1,3,6,2.5,0.9\n");
        }
        Files.writeString(directory.resolve("terms.csv"), terms);
        Files.writeString(
                directory.resolve("own.yaml"),
                "name: <own>\nitems:\n  item-0: {policy: none}\nclasses:\n  smooth:\n    fill_rate: 0.9\n");

        Runs.Result result = simulate(
                "--policy", "own.yaml", "--terms", "terms.csv", "--out", "result.csv", "--report", "report.html");

        assertThat(result.err()).isEmpty();
        assertThat(total("<own>")[ASKED_CYCLE]).isEqualTo(0.9);
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains("<svg", "Fill rate", "&lt;own&gt;")
                .doesNotContain("<own>", "http://", "https://");
    }

    @Test
    void shouldNameTheNearestKeyAndWriteNothingWhenAKeyIsUnknown() throws IOException {
        Files.writeString(directory.resolve("wrong.yaml"), "fil_rate: 0.9\n");

        Runs.Result result = simulate("--policy", "low.yaml", "--policy", "wrong.yaml", "--out", "result.csv");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("wrong.yaml fil_rate: there is no key for time-phased 'fil_rate'.")
                .contains("Did you mean fill_rate?");
        assertThat(directory.resolve("result.csv")).doesNotExist();
    }

    @Test
    void shouldRefuseAPolicyThatHasNoTarget() throws IOException {
        Files.writeString(directory.resolve("empty.yaml"), "policy: time-phased\n");

        Runs.Result result = simulate("--policy", "empty.yaml");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("empty.yaml time-phased has no target.", "or give --terms");
    }

    private double[] total(String policy) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("result.csv"));
        String line = lines.stream()
                .filter(one -> one.startsWith(policy + ",total,"))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(line.split(",", -1))
                .mapToDouble(field -> field.matches("[0-9.]+") ? Double.parseDouble(field) : Double.NaN)
                .toArray();
    }

    private Runs.Result simulate(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "simulate";
        all[1] = "--history";
        all[2] = "history.csv";
        System.arraycopy(options, 0, all, 3, options.length);
        return Runs.run(directory, all);
    }
}
