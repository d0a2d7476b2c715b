package io.millrace.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.demand.WholeDays.DayTimes;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeDaysTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final Timetable SHOP = Timetable.of(new LocationHours(
            ZoneOffset.UTC,
            LocalTime.MIDNIGHT,
            Stream.of(DayOfWeek.values())
                    .map(day -> new WeeklyOpening(day, new Opening(LocalTime.of(9, 0), LocalTime.of(17, 0))))
                    .toList()));

    private static List<DemandDay> fill(DemandDay... written) {
        return WholeDays.fill(
                List.of(written),
                FIRST,
                FIRST.plusDays(3),
                date -> DayTimes.of(SHOP, date, Map.of()),
                date -> date.isBefore(FIRST.plusDays(2)));
    }

    private static DemandDay written(LocalDate date, long level, boolean known) {
        DayTimes times = DayTimes.of(SHOP, date, Map.of());
        StockChanges changes = new StockChanges();
        Optional<List<StockOut>> stock = known
                ? Optional.of(changes.stockOuts(level, times.startSecond(), times.endSecond()))
                : Optional.empty();
        return DemandDay.of(date, new DaySales(), stock, times.open(), true, false, 1);
    }

    @Test
    void shouldHaveEveryDayOnceWhenSomeWereNeverWritten() {
        List<DemandDay> days = fill(written(FIRST.plusDays(1), 5, true));

        assertThat(days)
                .extracting(DemandDay::date)
                .containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(2), FIRST.plusDays(3));
        assertThat(days)
                .extracting(DemandDay::inStockMinutes)
                .containsExactly(OptionalInt.empty(), OptionalInt.of(480), OptionalInt.of(480), OptionalInt.of(480));
        assertThat(days).extracting(DemandDay::complete).containsExactly(true, true, false, false);
        assertThat(WholeDays.inStockShare(days.getLast())).contains(1.0);
        assertThat(WholeDays.inStockShare(days.getFirst())).isEmpty();
    }

    @Test
    void shouldBeOutOfStockWhenTheLastWrittenDayEndedSo() {
        List<DemandDay> days = fill(written(FIRST.minusDays(9), 0, true), written(FIRST.plusDays(2), 5, true));

        assertThat(days).extracting(day -> day.inStockMinutes().orElse(-1)).containsExactly(0, 0, 480, 480);
        assertThat(days.getFirst().endsOutOfStock()).isTrue();
        assertThat(days).extracting(DemandDay::units).containsOnly(0L);
    }

    @Test
    void shouldBeUnknownWhenTheLastWrittenDayWas() {
        assertThat(fill(written(FIRST, 5, false)))
                .extracting(DemandDay::inStockMinutes)
                .containsOnly(OptionalInt.empty());
    }
}
