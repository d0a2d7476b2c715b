package io.millrace.ledger.forecasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.demand.ExternalForecast;
import io.millrace.events.demand.ExternalStep;
import io.millrace.events.demand.ForecastPeriod;
import io.millrace.events.demand.Quantile;
import io.millrace.ledger.http.InvalidField;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    private static ExternalStep step(LocalDate date, @Nullable Double mean, Quantile... quantiles) {
        return new ExternalStep(date, mean, null, List.of(quantiles));
    }

    private static ExternalForecast forecast(ForecastPeriod period, ExternalStep... steps) {
        return new ExternalForecast(
                "acme",
                "store-1",
                "milk",
                "planner",
                "run-1",
                1L,
                NOW.minusSeconds(60),
                DAY.minusDays(1),
                period,
                List.of(steps),
                NOW,
                Map.of());
    }

    private static List<String> fields(ExternalForecast forecast) {
        return ForecastRules.errors(forecast, NOW).stream()
                .map(InvalidField::field)
                .toList();
    }

    @Test
    void shouldTakeMeansAndQuantilesOfPeriodsThatFollowEachOther() {
        assertThat(fields(forecast(
                        ForecastPeriod.DAY,
                        step(DAY, 2.5),
                        step(DAY.plusDays(1), null, new Quantile(0.5, 2), new Quantile(0.9, 2)))))
                .isEmpty();
        assertThat(fields(forecast(ForecastPeriod.WEEK, step(DAY, 2.5), step(DAY.plusDays(7), 0.0))))
                .isEmpty();
        assertThat(fields(forecast(ForecastPeriod.MONTH, step(DAY, 2.5), step(DAY.plusMonths(1), 0.0))))
                .isEmpty();
    }

    @Test
    void shouldNameThePeriodThatDoesNotFollow() {
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY, 1.0), step(DAY, 1.0))))
                .containsExactly("steps[1].date");
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY, 1.0), step(DAY.plusDays(2), 1.0))))
                .containsExactly("steps[1].date");
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY.minusDays(1), 1.0))))
                .containsExactly("steps[0].date");
        assertThat(fields(forecast(ForecastPeriod.DAY))).containsExactly("steps");
    }

    @Test
    void shouldNameWhatNoDistributionCanBe() {
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY, null)))).containsExactly("steps[0].mean");
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY, -1.0)))).containsExactly("steps[0].mean");
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY, Double.NaN)))).containsExactly("steps[0].mean");
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY, null, new Quantile(0.9, 3), new Quantile(0.9, 4)))))
                .containsExactly("steps[0].quantiles[1].level");
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY, null, new Quantile(0.5, 3), new Quantile(0.9, 2)))))
                .containsExactly("steps[0].quantiles[1].value");
        assertThat(fields(forecast(ForecastPeriod.DAY, step(DAY, null, new Quantile(1, 3)))))
                .containsExactly("steps[0].quantiles[0].level");
    }

    @Test
    void shouldNameASourceWithoutANameAndATimeToCome() {
        ExternalForecast wrong = forecast(ForecastPeriod.DAY, step(DAY, 1.0)).toBuilder()
                .source("a|b")
                .version(0L)
                .madeAt(NOW.plusSeconds(7_200))
                .build();

        assertThat(fields(wrong)).containsExactly("source", "version", "madeAt");
    }
}
