package io.millrace.forecasting.newitems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.contract.MethodContract;
import io.millrace.forecasting.methods.Methods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A shop whose teas start high and fade, and whose mugs start low and grow.
class LikeItemsTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LikeItems METHOD = new LikeItems(Methods.windowMean());
    private static final Horizon FORTNIGHT = new Horizon(14);

    @Test
    void shouldForecastWhatWasNeverSoldByItemsOfItsKind() {
        Forecast tea = forecast(item("new", "tea", 200, 0, 1));
        Forecast mug = forecast(item("new", "mug", 200, 0, 1));

        assertThat(tea.mean(5)).isCloseTo(tea(5), within(3.0));
        assertThat(mug.mean(5)).isCloseTo(mug(5), within(1.0));
        assertThat(tea.quantile(5, 0.9)).isGreaterThan(tea.quantile(5, 0.5));
    }

    @Test
    void shouldFollowEarlySalesWhenAnItemSellsMoreThanItsKind() {
        Forecast usual = forecast(item("new", "mug", 200, 7, 1));
        Forecast strong = forecast(item("new", "mug", 200, 7, 5));

        assertThat(usual.mean(14)).isCloseTo(mug(21), within(4.5));
        assertThat(strong.mean(14)).isGreaterThan(2.5 * usual.mean(14));
        // A mug's way up is known from the others: more is expected than its window mean.
        assertThat(usual.mean(14)).isGreaterThan(1.3 * mug(7));
    }

    @Test
    void shouldLeaveItemsAloneThatHaveAPastOfTheirOwn() {
        DemandSeries old = item("old", "mug", 100, 120, 1);

        Forecast own = Methods.windowMean().fit(old, 1).predict(FORTNIGHT);

        assertThat(forecast(old).mean(3)).isEqualTo(own.mean(3));
    }

    @Test
    void shouldKeepTheContract() {
        assertThat(MethodContract.violations(METHOD)).isEmpty();
    }

    private static Forecast forecast(DemandSeries target) {
        List<DemandSeries> panel = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            panel.add(item("tea-" + i, "tea", 10 * i, 220 - 10 * i, 0.7 + i % 4 * 0.2));
            panel.add(item("mug-" + i, "mug", 10 * i, 220 - 10 * i, 0.7 + i % 4 * 0.2));
        }
        panel.add(target);
        return Forecasters.forecast(METHOD, panel, FORTNIGHT, 1).getLast();
    }

    private static DemandSeries item(String name, String kind, int launch, int days, double times) {
        double[] units = new double[days];
        for (int day = 0; day < days; day++) {
            units[day] = Math.rint(times * (kind.equals("tea") ? tea(day) : mug(day)));
        }
        Calendar calendar = new Calendar(Frequency.DAILY, FIRST.plusDays(launch));
        return DemandSeries.of(new SeriesId(name), calendar, units).withAttributes(Map.of("kind", kind));
    }

    private static double tea(int age) {
        return 10 + 30 * Math.exp(-age / 15.0);
    }

    private static double mug(int age) {
        return 4 + Math.min(16, age * 0.6);
    }
}
