package io.millrace.forecasting.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Span;
import io.millrace.forecasting.methods.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchTest {
    private static final Horizon HORIZON = new Horizon(7);

    @TempDir
    private Path folder;

    @Test
    void shouldWriteARowForEachStepAndSpan() throws IOException {
        List<DemandSeries> panel = panel();
        List<Forecast> forecasts = Forecasters.forecast(Methods.windowMean(), panel, HORIZON, 1);

        ForecastFiles.write(folder.resolve("f.csv"), panel, forecasts);
        ForecastFiles.writeSums(folder.resolve("s.csv"), panel, forecasts, List.of(new Span(1, 7), new Span(2, 3)));

        List<String> rows = Files.readAllLines(folder.resolve("f.csv"));
        assertThat(rows).hasSize(1 + panel.size() * HORIZON.steps());
        assertThat(rows.getFirst()).isEqualTo("series_id,h,mean,q0.5,q0.9,q0.95,q0.99");
        assertThat(rows.get(1)).startsWith("item-0,1,");
        List<String> sums = Files.readAllLines(folder.resolve("s.csv"));
        assertThat(sums.getFirst()).isEqualTo("series_id,from,to,mean,q0.9,q0.95,q0.99");
        double sum = Double.parseDouble(sums.get(1).split(",", -1)[3]);
        double step = Double.parseDouble(rows.get(1).split(",", -1)[2]);
        assertThat(sum).isCloseTo(7 * step, within(1e-3));
    }

    @Test
    void shouldLeaveNothingBehindWhenWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("kept.csv"), "as it was");

        assertThatThrownBy(() -> WholeFile.write(file, writer -> {
                    writer.write("half");
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");

        assertThat(file).hasContent("as it was");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void shouldReportEveryMethodInAFileOfItsOwn() throws IOException {
        Comparison comparison = Comparison.of(
                panel(), List.of(Methods.windowMean(), Methods.seasonalNaive()), HORIZON, 2, 1, Progress.SILENT);
        BacktestReport report = new BacktestReport(comparison, Map.of("Data", "a</script>b"));

        report.writeHtml(folder.resolve("report.html"));
        report.writeCsv(folder.resolve("report.csv"));

        String html = Files.readString(folder.resolve("report.html"));
        assertThat(html)
                .contains("\"window-mean\"", "\"seasonal-naive\"", "<svg")
                .doesNotContain("a</script>b");
        assertThat(html).doesNotContain("http://", "https://", "\"DATA\"");
        List<String> rows = Files.readAllLines(folder.resolve("report.csv"));
        assertThat(rows).anyMatch(row -> row.startsWith("window-mean,all,24,"));
        double best = Double.parseDouble(rows.get(1).split(",", -1)[3]);
        assertThat(comparison.methods().getFirst().all().pooledRmsse()).isEqualTo(best);
    }

    @Test
    void shouldTellClassesOfDemandApart() {
        assertThat(DemandClass.of(series("a", 4, 5, 4, 5, 4))).isEqualTo(DemandClass.SMOOTH);
        assertThat(DemandClass.of(series("b", 1, 20, 1, 1, 1))).isEqualTo(DemandClass.ERRATIC);
        assertThat(DemandClass.of(series("c", 1, 0, 1, 0, 1))).isEqualTo(DemandClass.INTERMITTENT);
        assertThat(DemandClass.of(series("d", 1, 0, 20, 0, 1))).isEqualTo(DemandClass.LUMPY);
    }

    private static List<DemandSeries> panel() {
        List<DemandSeries> panel = new ArrayList<>();
        for (int item = 0; item < 12; item++) {
            double[] units = new double[60];
            for (int day = 0; day < units.length; day++) {
                units[day] = (day * 7 + item * 3) % 11;
            }
            panel.add(series("item-" + item, units));
        }
        return panel;
    }

    private static DemandSeries series(String id, double... units) {
        return DemandSeries.of(new SeriesId(id), new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1)), units);
    }
}
