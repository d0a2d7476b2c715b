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
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.frame.FutureCsv;
import io.millrace.forecasting.methods.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFutureTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 365;

    @TempDir
    private Path folder;

    @Test
    void shouldSellNothingWhileClosedAndMoreWhereAPriceFalls() throws IOException {
        List<DemandSeries> panel = panel();
        List<Forecast> before = Forecasters.forecast(Methods.windowMean(), panel, new Horizon(4), 1);
        Path file = Files.writeString(
                folder.resolve("future.csv"),
                "series_id,date,price,promo,open\n"
                        + "item-0," + FIRST.plusDays(DAYS) + ",,,0\n"
                        + "item-0," + FIRST.plusDays(DAYS + 1) + ",6,,1\n"
                        + "item-0," + FIRST.plusDays(DAYS + 2) + ",10,,\n");

        List<Forecast> after = KnownFuture.applied(panel, before, FutureCsv.read(file));

        assertThat(after.getFirst().mean(1)).isZero();
        assertThat(after.getFirst().quantile(1, 0.99)).isZero();
        // Each tenth day the price was 6 instead of 10, and three times as much was sold.
        assertThat(after.getFirst().mean(2) / before.getFirst().mean(2)).isBetween(2.0, 3.2);
        assertThat(after.getFirst().mean(3)).isCloseTo(before.getFirst().mean(3), within(1e-9));
        assertThat(after.getFirst().mean(4)).isEqualTo(before.getFirst().mean(4));
        assertThat(after.get(1).mean(1)).isEqualTo(before.get(1).mean(1));
    }

    @Test
    void shouldNameTheLineWhenAPlanCannotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "series_id,date,price\na,2024-01-01,cheap\n");
        Path headless = Files.writeString(folder.resolve("headless.csv"), "item,day\n");

        assertThatThrownBy(() -> FutureCsv.read(file))
                .hasMessageContaining("Line 2")
                .hasMessageContaining("'cheap'");
        assertThatThrownBy(() -> FutureCsv.read(headless)).hasMessageContaining("series_id,date,price,promo,open");
    }

    private static List<DemandSeries> panel() {
        List<DemandSeries> panel = new ArrayList<>();
        for (int item = 0; item < 10; item++) {
            double[] units = new double[DAYS];
            double[] prices = new double[DAYS];
            for (int day = 0; day < DAYS; day++) {
                boolean cheap = (day + item) % 10 == 0;
                prices[day] = cheap ? 6 : 10;
                units[day] = cheap ? 12 : 4;
            }
            DemandSeries series =
                    DemandSeries.of(new SeriesId("item-" + item), new Calendar(Frequency.DAILY, FIRST), units);
            panel.add(series.with(Signal.PRICE, prices));
        }
        return panel;
    }
}
