package io.millrace.forecasting.holidays;

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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HolidayMethodTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final Holidays GERMAN = NationalHolidays.of("DE").orElseThrow();

    @Test
    void shouldKnowTheDaysThatMove() {
        // Easter Sundays as published by the US Naval Observatory.
        assertThat(NationalHolidays.easterSunday(2016)).isEqualTo("2016-03-27");
        assertThat(NationalHolidays.easterSunday(2024)).isEqualTo("2024-03-31");
        assertThat(NationalHolidays.easterSunday(2025)).isEqualTo("2025-04-20");
        assertThat(NationalHolidays.easterSunday(2038)).isEqualTo("2038-04-25");
        Holidays american = NationalHolidays.of("US").orElseThrow();
        assertThat(american.on(LocalDate.of(2024, 11, 28))).contains("Thanksgiving");
        assertThat(american.on(LocalDate.of(2024, 5, 27))).contains("Memorial Day");
        assertThat(american.on(LocalDate.of(2024, 5, 20))).isEmpty();
        assertThat(NationalHolidays.of("XX")).isEmpty();
    }

    @Test
    void shouldForecastAHolidayByWhatSuchDidBefore() {
        // The shops are closed on holidays, and sell twice as much the day before.
        List<DemandSeries> panel = shops(LocalDate.of(2024, 12, 11));
        HolidayMethod method = new HolidayMethod(Methods.windowMean(), GERMAN);

        Forecast forecast =
                Forecasters.forecast(method, panel, new Horizon(28), 1).getFirst();

        int christmas = 1 + (int) ChronoUnit.DAYS.between(LocalDate.of(2024, 12, 11), LocalDate.of(2024, 12, 25));
        assertThat(forecast.mean(christmas)).isLessThan(1);
        assertThat(forecast.quantile(christmas, 0.9)).isLessThan(3);
        assertThat(forecast.mean(christmas - 1)).isCloseTo(20, within(2.5));
        assertThat(forecast.mean(christmas - 7)).isCloseTo(10, within(1.0));
    }

    @Test
    void shouldNotLetAHolidayLowerWhatFollows() {
        List<DemandSeries> panel = shops(LocalDate.of(2024, 12, 29));

        Forecast plain =
                Forecasters.forecast(Methods.naive(), panel, new Horizon(3), 1).getFirst();
        Forecast told = Forecasters.forecast(new HolidayMethod(Methods.windowMean(), GERMAN), panel, new Horizon(2), 1)
                .getFirst();

        assertThat(plain.steps()).isEqualTo(3);
        assertThat(told.mean(1)).isCloseTo(10, within(0.6));
    }

    @Test
    void shouldKeepTheContractWhenAMethodIsToldOfHolidays() {
        assertThat(MethodContract.violations(new HolidayMethod(Methods.theta(), GERMAN)))
                .isEmpty();
    }

    private static List<DemandSeries> shops(LocalDate end) {
        SplittableRandom random = new SplittableRandom(3);
        List<DemandSeries> panel = new ArrayList<>();
        int days = (int) ChronoUnit.DAYS.between(FIRST, end);
        for (int shop = 0; shop < 5; shop++) {
            double[] units = new double[days];
            for (int day = 0; day < days; day++) {
                LocalDate date = FIRST.plusDays(day);
                boolean closed = GERMAN.on(date).isPresent();
                boolean before = GERMAN.on(date.plusDays(1)).isPresent();
                units[day] = closed ? 0 : Math.rint((before ? 2 : 1) * (10 + random.nextDouble(-2, 2)));
            }
            panel.add(DemandSeries.of(new SeriesId("shop-" + shop), new Calendar(Frequency.DAILY, FIRST), units));
        }
        return panel;
    }
}
