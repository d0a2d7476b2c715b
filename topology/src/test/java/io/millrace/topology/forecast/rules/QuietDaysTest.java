package io.millrace.topology.forecast.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class QuietDaysTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private static QuietDays of(LocalDate date, ToIntFunction<LocalDate> items) {
        return QuietDays.of(date, day -> day.isAfter(MONDAY.plusDays(7)) ? -1 : items.applyAsInt(day));
    }

    @Test
    void shouldBeClosedForOnceWhereABusyShopSoldNothing() {
        assertThat(of(MONDAY, day -> day.equals(MONDAY) ? 0 : 20)).isEqualTo(QuietDays.CLOSED_FOR_ONCE);
        assertThat(of(MONDAY.plusDays(1), day -> day.equals(MONDAY) ? 0 : 20)).isEqualTo(QuietDays.OPEN);
    }

    @Test
    void shouldAlwaysBeClosedWhereNothingIsEverSoldOnSuchDays() {
        LocalDate sunday = MONDAY.minusDays(1);

        assertThat(of(sunday, day -> day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : 20))
                .isEqualTo(QuietDays.ALWAYS_CLOSED);
    }

    @Test
    void shouldBeOpenWhereAShopIsSmall() {
        assertThat(of(MONDAY, day -> day.equals(MONDAY) ? 0 : 3)).isEqualTo(QuietDays.OPEN);
    }

    /// A warehouse that ships on three days of four has many items on each, and is open on the fourth.
    @Test
    void shouldBeOpenWhereDaysWithoutBusinessAreUsual() {
        Random random = new Random(5);
        int[] items = random.ints(200, 0, 4).map(one -> one == 0 ? 0 : 30).toArray();
        items[100] = 0;

        assertThat(of(MONDAY, day -> items[100 + Math.toIntExact(day.toEpochDay() - MONDAY.toEpochDay())]))
                .isEqualTo(QuietDays.OPEN);
    }

    @Test
    void shouldBeOpenWhereLittleIsKnown() {
        assertThat(of(MONDAY, day -> day.equals(MONDAY) ? 0 : day.isBefore(MONDAY.minusDays(20)) ? -1 : 20))
                .isEqualTo(QuietDays.OPEN);
    }
}
