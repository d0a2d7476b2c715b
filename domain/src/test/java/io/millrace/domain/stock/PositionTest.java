package io.millrace.domain.stock;

import static io.millrace.domain.stock.Bodies.MILK;
import static io.millrace.domain.stock.Sketch.NOON;
import static io.millrace.domain.stock.Sketch.event;
import static io.millrace.domain.stock.Sketch.minute;
import static io.millrace.domain.stock.Sketch.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.StockAlert.Kind;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void shouldAverageTheCostOverWhatIsThere() {
        Store store = Store.with(
                event("1", Bodies.receiptAt(10_000, MILK, 10)), event("2", Bodies.receiptAt(20_000, MILK, 30)));

        assertThat(cost(store)).isEqualTo(17_500);
    }

    @Test
    void shouldNotAverageWithStockThatIsOwed() {
        Store store = Store.with(
                event("1", Bodies.receiptAt(10_000, MILK, 1)),
                number(1, Bodies.sale(MILK, 5)),
                event("2", Bodies.receiptAt(20_000, MILK, 10)));

        assertThat(cost(store)).isEqualTo(20_000);
    }

    @Test
    void shouldKeepTheCostWhenGoodsComeWithoutOne() {
        Store store = Store.with(
                event("1", Bodies.receiptAt(10_000, MILK, 10)),
                event("2", Bodies.receipt(MILK, 10)),
                number(1, Bodies.sale(MILK, 3)));

        assertThat(cost(store)).isEqualTo(10_000);
        assertThat(cost(Store.with(event("1", Bodies.receipt(MILK, 10))))).isEqualTo(Position.NO_COST);
    }

    @Test
    void shouldRoundTheAverageToTheNearest() {
        Store store = Store.with(event("1", Bodies.receiptAt(1, MILK, 1)), event("2", Bodies.receiptAt(2, MILK, 2)));

        assertThat(cost(store)).isEqualTo(2);
    }

    @Test
    void shouldKnowSinceWhenNothingIsFree() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 2)).at(0),
                number(1, Bodies.sale(MILK, 2)).at(5),
                number(2, Bodies.sale(MILK, 1)).at(6));
        assertThat(store.lane().position(MILK).outOfStockSinceMicros()).isEqualTo(minute(5));

        store.post(event("more", Bodies.receipt(MILK, 5)).at(9));

        assertThat(store.lane().position(MILK).outOfStockSinceMicros()).isEqualTo(Times.NEVER);
    }

    @Test
    void shouldTakeAnEventOf2037AsHappenedWhenItWasRecorded() {
        long in2037 = LocalDate.of(2037, 1, 1).toEpochDay() * Times.DAY_MICROS;
        Store store = Store.with(number(1, Bodies.sale(MILK, 2)).occurred(in2037));

        store.post(event("count", Bodies.counted(MILK, 5, minute(1))).at(1));

        assertThat(store.lane().position(MILK).soldAtMicros()).isEqualTo(NOON);
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
    }

    @Test
    void shouldPostASaleOf1970WithItsNumberAndRejectOneWithout() {
        Store store = Store.with(event("count", Bodies.counted(MILK, 5, NOON)));

        Posted posted = store.post(number(1, Bodies.sale(MILK, 2)).occurred(0));

        assertThat(posted.flags()).containsExactlyInAnyOrder(Flag.LATE, Flag.ABSORBED_BY_COUNT);
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
        assertThat(store.reject(event("sale", Bodies.sale(MILK, 2)).occurred(0)))
                .isEqualTo(Rejection.TOO_OLD);
    }

    @Test
    void shouldNotBeAbsorbedByACountThatNeverWasWhenItHappenedBeforeAllTimes() {
        Posted posted = new Store().post(number(1, Bodies.sale(MILK, 2)).occurred(Long.MIN_VALUE));

        assertThat(posted.flags()).containsExactlyInAnyOrder(Flag.LATE, Flag.BELOW_ZERO);
        assertThat(posted.lines().getFirst().movements()).hasSize(1);
    }

    @Test
    void shouldBeLateFromAnHourOn() {
        Store store = new Store();

        assertThat(store.post(number(1, Bodies.receipt(MILK, 2)).arriving(60)).flags())
                .isEmpty();
        assertThat(store.post(number(2, Bodies.receipt(MILK, 2)).recorded(minute(60) + 1))
                        .flags())
                .containsExactly(Flag.LATE);
    }

    @Test
    void shouldAlertWhenStockGoesBelowZeroAndWhenThatIsOver() {
        Store store = Store.with(event("receipt", Bodies.receipt(MILK, 2)));

        assertThat(store.post(number(1, Bodies.sale(MILK, 3))).alerts())
                .containsExactly(alert(Kind.BELOW_ZERO, true, -1, 0), alert(Kind.OUT_OF_STOCK, true, -1, 0));
        assertThat(store.post(number(2, Bodies.sale(MILK, 1))).alerts()).isEmpty();
        assertThat(store.post(event("more", Bodies.receipt(MILK, 5))).alerts())
                .containsExactly(
                        alert(Kind.BELOW_ZERO, false, 3, 0),
                        alert(Kind.OUT_OF_STOCK, false, 3, 0),
                        alert(Kind.BACK_IN_STOCK, true, 3, 0));
    }

    @Test
    void shouldNotBeBackInStockWhenItNeverWas() {
        assertThat(new Store().post(event("receipt", Bodies.receipt(MILK, 2))).alerts())
                .isEmpty();
    }

    @Test
    void shouldAlertAtTheThresholdAndAboveIt() {
        Store store = new Store(Set.of(), Map.of(), OptionalLong.of(5_000));

        assertThat(store.post(event("receipt", Bodies.receipt(MILK, 6))).alerts())
                .isEmpty();
        assertThat(store.post(number(1, Bodies.sale(MILK, 1))).alerts())
                .containsExactly(alert(Kind.LOW_STOCK, true, 5, 5_000));
        assertThat(store.post(number(2, Bodies.sale(MILK, 1))).alerts()).isEmpty();
        assertThat(store.post(event("more", Bodies.receipt(MILK, 2))).alerts())
                .containsExactly(alert(Kind.LOW_STOCK, false, 6, 5_000));
    }

    @Test
    void shouldAlertWhenTheFirstStockIsAlreadyLow() {
        Store store = new Store(Set.of(), Map.of(), OptionalLong.of(5_000));

        assertThat(store.post(event("opening", Bodies.openingCount(MILK, 3, NOON)))
                        .alerts())
                .containsExactly(alert(Kind.LOW_STOCK, true, 3, 5_000));
    }

    private static StockAlert alert(Kind kind, boolean began, long freeUnits, long threshold) {
        return new StockAlert(kind, MILK, began, freeUnits * 1_000, threshold);
    }

    private static long cost(Store store) {
        return store.lane().position(MILK).unitCostTenThousandths();
    }
}
