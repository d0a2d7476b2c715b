package io.millrace.topology.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.events.demand.ForecastOverride;
import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Span;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.auto.Effort;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastRecordsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final int DAYS = 120;

    /// Sums of the default method are calibrated on the panel, which the record does not know.
    private static Forecast made() {
        Random random = new Random(5);
        List<DemandSeries> panel = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double[] units = new double[DAYS];
            int level = 3 + i;
            Arrays.setAll(units, day -> random.nextInt(level) + (day % 7 == 5 ? level : 0));
            panel.add(DemandSeries.of(new SeriesId("s" + i), new Calendar(Frequency.DAILY, FIRST), units));
        }
        return Forecasters.forecast(new AutoMethod(Effort.FAST), panel, new Horizon(28), 1)
                .getLast();
    }

    private static io.millrace.events.demand.Forecast told(Forecast forecast) {
        return io.millrace.events.demand.Forecast.builder()
                .tenantId("acme")
                .locationId("store-1")
                .itemId("tea")
                .madeAt(Instant.EPOCH)
                .dataUpTo(FIRST.plusDays(DAYS - 1))
                .method("auto")
                .methodVersion("1")
                .version(1L)
                .steps(ForecastRecords.steps(forecast, FIRST.plusDays(DAYS)))
                .sumErrors(ForecastRecords.sumErrors(forecast))
                .build();
    }

    @Test
    void shouldTellTheSameDaysAndSums() {
        Forecast made = made();

        Forecast read = ForecastRecords.forecast(told(made));

        for (int step = 1; step <= 28; step++) {
            assertThat(read.mean(step)).isEqualTo(made.mean(step));
            assertThat(read.marginal(step)).isEqualTo(made.marginal(step));
        }
        for (int length : new int[] {2, 7, 14, 28}) {
            Span span = new Span(1, length);
            for (double level : new double[] {0.5, 0.9, 0.99}) {
                assertThat(read.sum(span).quantile(level))
                        .isCloseTo(made.sum(span).quantile(level), within(1e-6));
            }
        }
        // Lengths between those that are told, and later spans, are near.
        Span later = new Span(8, 16);
        assertThat(read.sum(later).quantile(0.95))
                .isCloseTo(made.sum(later).quantile(0.95), within(0.05 * made.mean(later)));
    }

    @Test
    void shouldMoveADistributionWithTheLastWordOnItsDay() {
        Forecast made = made();
        LocalDate first = FIRST.plusDays(DAYS);
        ForecastOverride early =
                new ForecastOverride(first, first.plusDays(3), 2.0, null, "Pia", "fair", Instant.EPOCH);
        ForecastOverride late = new ForecastOverride(
                first.plusDays(1), first.plusDays(1), null, 40.0, "Pia", "no fair", Instant.EPOCH.plusSeconds(1));

        Forecast changed = Overrides.applied(made, first, List.of(late, early));

        assertThat(changed.mean(1)).isCloseTo(2 * made.mean(1), within(1e-9));
        assertThat(changed.quantile(1, 0.9)).isCloseTo(2 * made.quantile(1, 0.9), within(1e-9));
        assertThat(changed.mean(2)).isEqualTo(40.0);
        assertThat(changed.mean(5)).isEqualTo(made.mean(5));
        assertThat(changed.mean(new Span(1, 4))).isGreaterThan(made.mean(new Span(1, 4)));
    }
}
