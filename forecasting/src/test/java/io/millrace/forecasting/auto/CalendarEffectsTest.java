package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.Frequency;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalendarEffectsTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final Calendar DAYS = new Calendar(Frequency.DAILY, FIRST);

    @Test
    void shouldFindPayDaysWhenThereAreSome() {
        double[] units = units(1_000, date -> date.getDayOfMonth() == 1 ? 1.4 : 1);

        double[] effects = CalendarEffects.of(units, DAYS, 31);

        for (int step = units.length; step < effects.length; step++) {
            double expected = FIRST.plusDays(step).getDayOfMonth() == 1 ? 1.35 : 1;
            assertThat(effects[step]).isCloseTo(expected, within(0.07));
        }
    }

    @Test
    void shouldFindTheSummerWhenItCameSeveralTimes() {
        double[] units = units(1_700, date -> date.getMonthValue() == 7 || date.getMonthValue() == 8 ? 1.5 : 1);

        double[] effects = CalendarEffects.of(units, DAYS, 365);

        assertThat(effects[step(LocalDate.of(2025, 8, 1))] / effects[step(LocalDate.of(2025, 2, 1))])
                .isCloseTo(1.4, within(0.15));
    }

    @Test
    void shouldFindNothingWhenThereIsOnlyChance() {
        double[] effects = CalendarEffects.of(units(1_000, _ -> 1), DAYS, 31);

        assertThat(Arrays.stream(effects).max().orElse(0)).isLessThan(1.03);
        assertThat(Arrays.stream(effects).min().orElse(0)).isGreaterThan(0.97);
    }

    @Test
    void shouldSayNothingWhenThereIsAYearOrLess() {
        assertThat(CalendarEffects.of(units(365, date -> date.getDayOfMonth() == 1 ? 3 : 1), DAYS, 10))
                .containsOnly(1);
    }

    private static int step(LocalDate date) {
        return DAYS.step(date);
    }

    private static double[] units(int days, java.util.function.ToDoubleFunction<LocalDate> factor) {
        SplittableRandom random = new SplittableRandom(3);
        double[] week = {0.7, 0.8, 0.9, 1, 1.3, 1.6, 0.7};
        double[] units = new double[days];
        Arrays.setAll(
                units,
                day -> 100 * week[day % 7] * factor.applyAsDouble(FIRST.plusDays(day)) * random.nextDouble(0.9, 1.1));
        return units;
    }
}
