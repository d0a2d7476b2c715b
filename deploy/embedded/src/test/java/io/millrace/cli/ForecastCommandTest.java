package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldForecastAFileIntoAFile() throws IOException {
        write("sales.csv");

        Runs.Result result = Runs.run(
                directory,
                "forecast",
                "--data",
                "sales.csv",
                "--horizon",
                "14",
                "--method",
                "theta",
                "--out",
                "f.csv",
                "--sums",
                "s.csv",
                "--spans",
                "1-7");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains("Read 3 series of 180 days in all, a season of 7.")
                .contains("no gaps");
        assertThat(result.out()).startsWith("Forecast 3 series 14 steps ahead with theta in ");
        assertThat(Files.readAllLines(directory.resolve("f.csv"))).hasSize(1 + 3 * 14);
        assertThat(Files.readAllLines(directory.resolve("s.csv"))).hasSize(1 + 3);
    }

    @Test
    void shouldReportABacktest() throws IOException {
        write("sales.csv");

        Runs.Result result = Runs.run(
                directory,
                "backtest",
                "--data",
                "sales.csv",
                "--horizon",
                "7",
                "--origins",
                "2",
                "--methods",
                "theta,ses",
                "--report",
                "r.html");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("theta", "ses", "r.html, r.csv");
        assertThat(directory.resolve("r.html")).content().startsWith("<!doctype html>");
        assertThat(directory.resolve("r.csv")).content().startsWith("method,class,series,prmsse");
    }

    @Test
    void shouldSayWhatIsWrongAndWhatToDo() throws IOException {
        write("sales.csv");
        Files.writeString(directory.resolve("bad.csv"), "series_id,date,quantity\na,1.1.2024,3\n");

        assertThat(forecast("none.csv", "7", "auto").err())
                .contains("There is no file")
                .contains("--data");
        assertThat(forecast("bad.csv", "7", "auto").err()).contains("Line 2 has the date '1.1.2024'");
        assertThat(forecast("sales.csv", "0", "auto").err()).contains("--horizon is 0");
        assertThat(forecast("sales.csv", "7", "thetta").err())
                .contains("There is no method 'thetta'")
                .contains("Did you mean theta?");
        assertThat(directory.resolve("f.csv")).doesNotExist();
    }

    @Test
    void shouldSayWhyASeriesIsForecastAsItIs() throws IOException {
        write("sales.csv");

        Runs.Result result = Runs.run(
                directory,
                "forecast",
                "--data",
                "sales.csv",
                "--horizon",
                "7",
                "--effort",
                "fast",
                "--explain",
                "item-1");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("item-1\nDemand is smooth").contains("theta", "window-mean");
        assertThat(Runs.run(directory, "forecast", "--data", "sales.csv", "--horizon", "7")
                        .err())
                .contains("There is no --out");
    }

    @Test
    void shouldListTheMethods() {
        assertThat(Runs.run(directory, "methods").out()).contains("  auto ", "  theta ", "  tsb ");
    }

    private Runs.Result forecast(String data, String horizon, String method) {
        return Runs.run(
                directory, "forecast", "--data", data, "--horizon", horizon, "--method", method, "--out", "f.csv");
    }

    private void write(String name) throws IOException {
        StringBuilder rows = new StringBuilder("series_id,date,quantity\n");
        for (int item = 0; item < 3; item++) {
            for (int day = 0; day < 60; day++) {
                rows.append("item-").append(item).append(',');
                rows.append(LocalDate.of(2024, 1, 1).plusDays(day)).append(',').append(1 + (day + item) % 7);
                rows.append('\n');
            }
        }
        Files.writeString(directory.resolve(name), rows);
    }
}
