package io.millrace.forecasting.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.Frequency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelCsvTest {
    private static final String HEADER = "series_id,date,quantity\n";

    @TempDir
    private Path folder;

    @Test
    void shouldFindTheFrequencyFromTheDates() throws IOException {
        assertThat(read("a,2024-01-31,1\na,2024-02-29,2\na,2024-04-30,2\n").frequency())
                .isEqualTo(Frequency.MONTHLY);
        assertThat(read("a,2024-01-01,1\na,2024-01-08,2\na,2024-01-22,2\n").frequency())
                .isEqualTo(Frequency.WEEKLY);
        assertThat(read("a,2024-01-01,1\na,2024-01-02,2\n").frequency()).isEqualTo(Frequency.DAILY);
    }

    @Test
    void shouldRunAllSeriesToTheEndOfTheFileWhenItIsALogOfSales() throws IOException {
        PanelFile read = read("a,2024-01-01,1\na,2024-01-03,2\nb,2024-01-01,5\nb,2024-01-06,1\n");

        assertThat(read.gaps()).isEqualTo(Gaps.ZERO);
        assertThat(read.panel().getFirst().units()).containsExactly(1, 0, 2, 0, 0, 0);
        assertThat(read.notes()).anyMatch(note -> note.contains("2024-01-06"));
    }

    @Test
    void shouldTakeGapsForMissingWhenNothingIsEverZero() throws IOException {
        StringBuilder rows = new StringBuilder();
        LocalDate first = LocalDate.of(2020, 1, 1);
        for (int month = 0; month < 40; month++) {
            rows.append("a,").append(first.plusMonths(month)).append(month == 20 ? ",\n" : ",7\n");
        }

        PanelFile read = read(rows.toString());

        assertThat(read.gaps()).isEqualTo(Gaps.MISSING);
        assertThat(read.panel().getFirst().units(20)).isNaN();
        assertThat(read.notes()).anyMatch(note -> note.contains("1 gaps") && note.contains("missing"));
    }

    @Test
    void shouldSayWhichRowsWereAddedUp() throws IOException {
        PanelFile read = read("a,2024-01-01,1\na,2024-01-02,2\na,2024-01-01,4\n");

        assertThat(read.panel().getFirst().units()).containsExactly(5, 2);
        assertThat(read.notes()).anyMatch(note -> note.startsWith("1 rows repeat") && note.contains("lines 4"));
    }

    @Test
    void shouldRefuseAllBadRowsTogetherUnlessTheyMayBePassedOver() throws IOException {
        String rows = "a,2024-01-01,1\na,yesterday,2\na,2024-01-03,many\na,2024-01-04,2\n";
        Path file = Files.writeString(folder.resolve("bad.csv"), HEADER + rows);

        assertThatThrownBy(() -> PanelCsv.read(file, ReadOptions.AUTO))
                .isInstanceOf(UnreadableCsvException.class)
                .hasMessageContaining("Line 3 has the date 'yesterday'")
                .hasMessageContaining("Line 4 has 'many'")
                .hasMessageContaining("--skip-bad-rows");
        ReadOptions patient = new ReadOptions(Optional.of(Frequency.DAILY), Optional.of(7), Gaps.ZERO, true);
        assertThat(PanelCsv.read(file, patient).panel().getFirst().units()).containsExactly(1, 0, 0, 2);
    }

    @Test
    void shouldReadQuotedFieldsAndKeepOtherColumnsAsAttributes() throws IOException {
        Path file = Files.writeString(
                folder.resolve("quoted.csv"),
                "\"series_id\",\"date\",\"quantity\",\"type\"\n\"a, b\",\"2024-01-01\",3,\"said \"\"x\"\"\"\n");

        PanelFile read = PanelCsv.read(file, ReadOptions.AUTO);

        assertThat(read.panel().getFirst().id().value()).isEqualTo("a, b");
        assertThat(read.panel().getFirst().attributes()).containsEntry("type", "said \"x\"");
    }

    @Test
    void shouldPutRowsInOrderWhenTheFileHasThemInAnyOther() throws IOException {
        PanelFile read = read("a,2024-03-20,3\na,2024-01-02,1\na,2024-01-01,2\n");

        assertThat(read.panel().getFirst().calendar().first()).isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(read.panel().getFirst().length()).isEqualTo(80);
        assertThat(read.panel().getFirst().units(79)).isEqualTo(3);
    }

    private PanelFile read(String rows) throws IOException {
        return PanelCsv.read(Files.writeString(folder.resolve("panel.csv"), HEADER + rows), ReadOptions.AUTO);
    }
}
