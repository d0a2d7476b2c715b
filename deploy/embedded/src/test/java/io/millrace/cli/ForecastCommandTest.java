package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void shouldForecastWithACommandAndTellWhatItComplainsOf() throws IOException {
        write("sales.csv");

        Runs.Result failed = forecast("sales.csv", "2", "exec:echo no such column >&2; exit 3");
        assertThat(failed.exitCode()).isNotZero();
        assertThat(failed.err()).contains("ended with code 3").contains("no such column");
        assertThat(directory.resolve("f.csv")).doesNotExist();

        String echo = "exec:sed 's/.*\"series_id\":\"\\([^\"]*\\)\".*/{\"series_id\":\"\\1\",\"mean\":[3,4]}/'";
        assertThat(forecast("sales.csv", "2", echo).err()).doesNotContain("failed");
        assertThat(directory.resolve("f.csv")).content().contains("item-2,2,4,");
    }

    @Test
    void shouldSayWhatIsMissingOfPlugInsLevelsHolidaysAndOverrides() throws IOException {
        write("sales.csv");
        Files.createDirectory(directory.resolve("empty"));

        assertThat(Runs.run(directory, "methods", "--plugins", "none").err()).contains("There is no folder");
        assertThat(Runs.run(directory, "methods", "--plugins", "empty").err()).contains("There is no jar in");
        assertThat(Runs.run(directory, "methods", "--check").err()).contains("Name a folder of plug-ins");
        assertThat(theta("--levels", "total").err()).contains("There is no --totals");
        assertThat(theta("--levels", "brand", "--totals", "t.csv").err()).contains("no attribute 'brand'");
        assertThat(theta("--levels", "total", "--totals", "t.csv", "--reconcile", "top")
                        .err())
                .contains("It is shrinkage or bottom-up");
        assertThat(theta("--holidays", "XX").err()).contains("It is a country (DE, FR, GB, US) or a CSV");
        assertThat(theta("--overrides", "o.csv").err()).contains("There is no --kept");
        assertThat(theta("--overrides", "o.csv", "--kept", "k.csv").err()).contains("There are no overrides to read");
        assertThat(directory.resolve("f.csv")).doesNotExist();
    }

    @Test
    void shouldForecastItemsThatWereNeverSoldFromTheDayTheyAreListed() throws IOException {
        StringBuilder rows = new StringBuilder("series_id,date,quantity,kind\n");
        for (int item = 0; item < 9; item++) {
            for (int day = 8 * item; day < 120; day++) {
                rows.append("item-")
                        .append(item)
                        .append(',')
                        .append(LocalDate.of(2024, 1, 1).plusDays(day));
                rows.append(",").append(5 + day % 3).append(",tea\n");
            }
        }
        Files.writeString(directory.resolve("sales.csv"), rows);
        Files.writeString(directory.resolve("future.csv"), "series_id,date,price,kind\nnew,2024-05-03,2.5,tea\n");

        Runs.Result result = Runs.run(
                directory,
                "forecast --data sales.csv --horizon 7 --effort fast --future future.csv --out f.csv".split(" ", -1));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(directory.resolve("f.csv")).content().contains("new,1,0,0,0,0,0", "new,2,0,", "new,4,6.");
    }

    private Runs.Result theta(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("forecast", "--data", "sales.csv", "--horizon", "7", "--method", "theta", "--out", "f.csv"));
        arguments.addAll(List.of(more));
        return Runs.run(directory, arguments.toArray(String[]::new));
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
