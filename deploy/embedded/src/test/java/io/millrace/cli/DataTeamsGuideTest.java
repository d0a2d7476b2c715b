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
        writeSales("sales.csv", 120);
        writeSales("later.csv", 130);
        writeWhatIsKnown();
        GuidePlugin.build(directory, Files.readString(guide()));

        for (String command : commands) {
            Runs.Result result =
                    Runs.run(directory, command.substring(COMMAND.length()).split(" ", -1));
            assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
        }

        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        assertThat(directory.resolve("forecasts.csv")).content().startsWith("series_id,h,mean,q0.5,q0.9,q0.95,q0.99");
        assertThat(directory.resolve("sums.csv")).content().contains("\ntea-0,1,7,");
        assertThat(directory.resolve("report.html")).exists();
        assertThat(directory.resolve("totals.csv")).content().contains("\ntotal,1,", "\ncategory black,");
        assertThat(directory.resolve("kept.csv")).content().contains("tea-3,2024-05-02,40.0,ann,2024-06-01,a fair,");
        assertThat(directory.resolve("report.csv")).exists();
    }

    private static Path guide() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("docs/guides/data-teams.md"))) {
            here = here.getParent();
        }
        return here.resolve("docs/guides/data-teams.md");
    }

    private void writeWhatIsKnown() throws IOException {
        Files.writeString(directory.resolve("future.csv"), """
                series_id,date,price,promo,open,category,location
                tea-1,2024-05-02,1.99,1,,,
                tea-new,2024-05-04,2.49,,1,black,north
                """);
        Files.writeString(directory.resolve("overrides.csv"), """
                series_id,date,mean,who,until,why
                tea-3,2024-05-02,40,ann,2024-06-01,a fair
                """);
    }

    private void writeSales(String name, int days) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder rows = new StringBuilder("series_id,date,quantity,price,category,location\n");
        for (int item = 0; item < 25; item++) {
            for (int day = 0; day < days; day++) {
                rows.append("tea-").append(item).append(',');
                rows.append(LocalDate.of(2024, 1, 1).plusDays(day)).append(',');
                rows.append(random.nextInt(3 + item) * (day % 7 == 6 ? 2 : 1)).append(",2.49,");
                rows.append(item % 2 == 0 ? "black" : "green")
                        .append(item % 3 == 0 ? ",north" : ",south")
                        .append('\n');
            }
        }
        Files.writeString(directory.resolve(name), rows);
    }
}
