package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs every command of the guide for data teams, as it stands there.
class DataTeamsGuideTest {
    private static final String COMMAND = "./millrace ";

    @TempDir
    private Path directory;

    @Test
    void shouldDoAsTheGuideSays() throws IOException {
        List<String> commands = Files.readAllLines(guide()).stream()
                .filter(line -> line.startsWith(COMMAND))
                .toList();
        writeSales();

        for (String command : commands) {
            Runs.Result result =
                    Runs.run(directory, command.substring(COMMAND.length()).split(" ", -1));
            assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
        }

        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        assertThat(directory.resolve("forecasts.csv")).content().startsWith("series_id,h,mean,q0.5,q0.9,q0.95,q0.99");
        assertThat(directory.resolve("sums.csv")).content().contains("\ntea-0,1,7,");
        assertThat(directory.resolve("report.html")).exists();
        assertThat(directory.resolve("report.csv")).exists();
    }

    private static Path guide() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("docs/guides/data-teams.md"))) {
            here = here.getParent();
        }
        return here.resolve("docs/guides/data-teams.md");
    }

    private void writeSales() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder rows = new StringBuilder("series_id,date,quantity,price\n");
        for (int item = 0; item < 25; item++) {
            for (int day = 0; day < 120; day++) {
                rows.append("tea-").append(item).append(',');
                rows.append(LocalDate.of(2024, 1, 1).plusDays(day)).append(',');
                rows.append(random.nextInt(3 + item) * (day % 7 == 6 ? 2 : 1)).append(",2.49\n");
            }
        }
        Files.writeString(directory.resolve("sales.csv"), rows);
    }
}
