package io.millrace.ledger.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.demand.StockOut;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.SeriesId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesDaysTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    private final SeriesDays days = new SeriesDays();
    private final Set<LocalDate> closed = new HashSet<>();

    private static DemandDay.Builder day(int number, int units) {
        return DemandDay.builder()
                .tenantId("acme")
                .locationId("store-1")
                .itemId("tea")
                .businessDate(FIRST.plusDays(number))
                .units(Quantity.parse(Integer.toString(units)))
                .returns(Quantity.parse("0"))
                .revenue(Money.parse("0"))
                .transactions(units)
                .complete(true)
                .sealed(false)
                .version(1L);
    }

    private DemandSeries series(int last) {
        return days.series(new SeriesId("store-1|tea"), FIRST.plusDays(last), closed::contains);
    }

    @Test
    void shouldHaveNoSaleOnDaysThatNobodyWroteAndTakeReturnsOff() {
        days.put(day(0, 4).build(), 7);
        days.put(day(3, 5).returns(Quantity.parse("2")).build(), 9);

        assertThat(series(5).units()).containsExactly(4, 0, 0, 3, 0, 0);
        assertThat(days.version()).isEqualTo(9);
        assertThat(days.lastSale()).contains(FIRST.plusDays(3));
        assertThat(series(2).units()).containsExactly(4, 0, 0);
    }

    @Test
    void shouldNotKnowTheDemandOfDaysWithoutStock() {
        days.put(
                day(0, 4)
                        .openMinutes(600)
                        .inStockMinutes(600)
                        .stockOuts(List.of(new StockOut(Instant.EPOCH, null)))
                        .build(),
                1);
        days.put(day(3, 5).openMinutes(600).inStockMinutes(600).build(), 2);

        double[] units = series(4).units();

        assertThat(units[0]).isEqualTo(4);
        assertThat(units[1]).isNaN();
        assertThat(units[2]).isNaN();
        assertThat(units[3]).isEqualTo(5);
        assertThat(units[4]).isZero();
    }

    @Test
    void shouldKeepTheNewestFiveYearsInWhateverOrderTheyCome() {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < 2_000; number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, new Random(3));

        numbers.forEach(number -> days.put(day(number, 1 + number % 50).build(), number));
        days.put(day(1_999, 77).build(), 2_001);

        DemandSeries series = series(1_999);
        assertThat(series.length()).isEqualTo(5 * 366);
        assertThat(series.units(series.length() - 1)).isEqualTo(77);
        assertThat(series.units(0)).isEqualTo(1 + (2_000 - 5 * 366) % 50);
    }

    @Test
    void shouldNotTakeADayForZeroOnWhichTheLocationWasClosed() {
        days.put(day(0, 5).build(), 1);
        days.put(day(3, 2).build(), 2);
        closed.add(FIRST.plusDays(1));

        assertThat(series(3).units()).containsExactly(5, Double.NaN, 0, 2);
    }
}
