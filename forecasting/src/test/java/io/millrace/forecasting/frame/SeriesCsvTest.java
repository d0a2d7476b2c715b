package io.millrace.forecasting.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SeriesCsvTest {
    private static final String HEADER = "series_id,date,quantity,price\n";

    @Test
    void shouldStartAtTheFirstSaleAndAddUpDuplicatesWhenRead() throws IOException {
        List<DemandSeries> panel = read(HEADER
                + "a,2024-01-01,0,1.5\na,2024-01-02,3,1.5\na,2024-01-02,2,1.5\na,2024-01-04,1,2\nb,2024-01-03,7,\n");

        DemandSeries first = panel.getFirst();
        assertThat(panel).hasSize(2);
        assertThat(first.calendar().first()).isEqualTo(LocalDate.of(2024, 1, 2));
        assertThat(first.units()).containsExactly(5, 0, 1);
        assertThat(first.signal(Signal.PRICE).orElseThrow()).containsExactly(1.5, Double.NaN, 2);
    }

    @Test
    void shouldKeepGapsApartFromZerosWhenTheyAreMissing() throws IOException {
        String csv = "series_id,date,quantity\na,2024-01-01,3\na,2024-02-01,\na,2024-04-01,2\n";

        List<DemandSeries> panel = SeriesCsv.read(stream(csv), Frequency.MONTHLY, Gaps.MISSING);

        assertThat(panel.getFirst().units()).containsExactly(3, Double.NaN, Double.NaN, 2);
    }

    @Test
    void shouldUnpackWhenGzipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((HEADER + "a,2024-01-01,3,1\n").getBytes(StandardCharsets.UTF_8));
        }

        List<DemandSeries> panel =
                SeriesCsv.read(new ByteArrayInputStream(bytes.toByteArray()), Frequency.DAILY, Gaps.ZERO);

        assertThat(panel.getFirst().units()).containsExactly(3);
    }

    @Test
    void shouldNameTheLineWhenARowCannotBeRead() {
        assertThatThrownBy(() -> read(HEADER + "a,2024-01-01,1,1\na,01/02/2024,1,1\n"))
                .hasMessageContaining("Line 3")
                .hasMessageContaining("2026-01-31");
        assertThatThrownBy(() -> read(HEADER + "a,2024-01-01,many,1\n")).hasMessageContaining("Line 2 has 'many'");
        assertThatThrownBy(() -> read(HEADER + "a,2024-01-01,-1,1\n")).hasMessageContaining("returns");
        assertThatThrownBy(() -> read(HEADER + "a,2024-01-01\n")).hasMessageContaining("2 fields");
        assertThatThrownBy(() -> read("id,date,quantity\n")).hasMessageContaining("series_id");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
    }

    private static List<DemandSeries> read(String csv) throws IOException {
        return SeriesCsv.read(stream(csv), Frequency.DAILY, Gaps.ZERO);
    }

    private static ByteArrayInputStream stream(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }
}
