package io.millrace.domain.stock;

import static io.millrace.domain.stock.Bodies.BREAD;
import static io.millrace.domain.stock.Bodies.MILK;
import static io.millrace.domain.stock.Sketch.event;
import static io.millrace.domain.stock.Sketch.minute;
import static io.millrace.domain.stock.Sketch.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.StockEvent.CountClosed;
import io.millrace.domain.stock.StockEvent.CountOpened;
import io.millrace.domain.stock.StockEvent.CountScope;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountTest {
    private static final long LATE_MINUTES = 2 * 24 * 60;

    @Test
    void shouldBookTheVarianceAsOfTheMomentOfTheCount() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 10)).at(0),
                number(1, Bodies.sale(MILK, 4)).at(20));

        Posted posted =
                store.post(event("count", Bodies.counted(MILK, 9, minute(10))).at(30));

        assertThat(posted.lines().getFirst().movements())
                .containsExactly(new Movement(Bucket.FREE, Bucket.SHRINK, Quantity.of(1), Reason.COUNT));
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
        assertThat(store.lane().position(MILK).countedAtMicros()).isEqualTo(minute(10));
        assertThat(posted.lines().getFirst().after()).isEqualTo(store.lane().position(MILK));
    }

    @Test
    void shouldSeeWhatHappenedAtTheMomentOfTheCountItself() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 10)).at(0),
                number(1, Bodies.sale(MILK, 4)).at(10),
                event("count", Bodies.counted(MILK, 6, minute(10))).at(30));

        assertThat(store.units(MILK, Bucket.SHRINK)).isZero();
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(6);
    }

    @Test
    void shouldCountWhatIsReservedToo() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 10)).at(0),
                event("reserve", Bodies.reserve("basket", MILK, 3)).at(1),
                event("count", Bodies.counted(MILK, 8, minute(2))).at(2));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
        assertThat(store.units(MILK, Bucket.RESERVED)).isEqualTo(3);
        assertThat(store.units(MILK, Bucket.SHRINK)).isEqualTo(2);
    }

    @Test
    void shouldAbsorbALateSaleThatTheCountHasSeen() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 10)).at(0),
                event("count", Bodies.counted(MILK, 6, minute(10))).at(10));

        Posted posted = store.post(number(1, Bodies.sale(MILK, 4)).at(10).arriving(20));

        assertThat(posted.flags()).containsExactly(Flag.ABSORBED_BY_COUNT);
        assertThat(posted.lines().getFirst().movements())
                .containsExactly(
                        new Movement(Bucket.FREE, Bucket.CUSTOMER, Quantity.of(4), Reason.NONE),
                        new Movement(Bucket.SHRINK, Bucket.FREE, Quantity.of(4), Reason.ABSORBED_BY_COUNT));
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(6);
        assertThat(store.units(MILK, Bucket.CUSTOMER)).isEqualTo(4);
        assertThat(store.units(MILK, Bucket.SHRINK)).isZero();
    }

    @Test
    void shouldNotAbsorbASaleAMomentAfterTheCount() {
        Store store =
                Store.with(event("count", Bodies.counted(MILK, 6, minute(10))).at(10));

        store.post(number(1, Bodies.sale(MILK, 4)).occurred(minute(10) + 1).arriving(20));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(2);
    }

    @Test
    void shouldAbsorbALateReturn() {
        Store store = Store.with(
                event("count", Bodies.counted(MILK, 6, minute(10))).at(10),
                number(1, Bodies.returned(MILK, 2, Bucket.FREE)).at(5).arriving(20));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(6);
        assertThat(store.units(MILK, Bucket.CUSTOMER)).isEqualTo(-2);
        assertThat(store.units(MILK, Bucket.SHRINK)).isEqualTo(-4);
    }

    @Test
    void shouldAbsorbNothingWhenALateEventDidNotTouchTheShelf() {
        Store store =
                Store.with(event("count", Bodies.counted(MILK, 6, minute(10))).at(10));

        Posted posted = store.post(
                number(1, Bodies.returned(MILK, 2, Bucket.DAMAGED)).at(5).arriving(20));

        assertThat(posted.flags()).isEmpty();
        assertThat(store.units(MILK, Bucket.DAMAGED)).isEqualTo(2);
    }

    @Test
    void shouldAskForARecountWhenACountIsOlderThanTheLast() {
        Store store =
                Store.with(event("count", Bodies.counted(MILK, 6, minute(10))).at(10));

        Posted older =
                store.post(event("older", Bodies.counted(MILK, 9, minute(10))).at(20));

        assertThat(older.flags()).containsExactly(Flag.RECOUNT);
        assertThat(older.lines().getFirst().movements()).isEmpty();
        assertThat(older.alerts()).containsExactly(new StockAlert(StockAlert.Kind.RECOUNT, MILK, true, 6_000, 9_000));
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(6);
        assertThat(store.lane().position(MILK).version()).isEqualTo(1);
    }

    @Test
    void shouldAskForARecountWhenACountIsOlderThanTheWindow() {
        Store store = new Store();

        assertThat(store.post(event("late", Bodies.counted(MILK, 9, minute(0) - 1))
                                .arriving(LATE_MINUTES))
                        .flags())
                .contains(Flag.RECOUNT);
        assertThat(store.post(event("just", Bodies.counted(MILK, 9, minute(0))).arriving(LATE_MINUTES))
                        .flags())
                .doesNotContain(Flag.RECOUNT);
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(9);
    }

    @Test
    void shouldBookAnOpeningCountAgainstOpening() {
        Store store = Store.with(
                event("opening", Bodies.openingCount(MILK, 6, minute(10))).at(10),
                number(1, Bodies.sale(MILK, 2)).at(10).arriving(20));

        assertThat(store.units(MILK, Bucket.OPENING)).isEqualTo(-8);
        assertThat(store.units(MILK, Bucket.SHRINK)).isZero();
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(6);
        assertThat(store.lane().position(MILK).openedAtMicros()).isEqualTo(minute(10));
    }

    @Test
    void shouldAbsorbIntoShrinkWhatHappenedBetweenTheOpeningAndALaterCount() {
        Store store = Store.with(
                event("opening", Bodies.openingCount(MILK, 6, minute(10))).at(10),
                event("count", Bodies.counted(MILK, 4, minute(30))).at(30),
                number(1, Bodies.sale(MILK, 2)).at(20).arriving(40));

        assertThat(store.units(MILK, Bucket.OPENING)).isEqualTo(-6);
        assertThat(store.units(MILK, Bucket.SHRINK)).isZero();
    }

    @Test
    void shouldTakeACountFromTheFutureAsMadeWhenItWasRecorded() {
        Store store = Store.with(
                event("count", Bodies.counted(MILK, 6, minute(1_000_000))).at(10));

        store.post(number(1, Bodies.sale(MILK, 2)).at(11));

        assertThat(store.lane().position(MILK).countedAtMicros()).isEqualTo(minute(10));
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(4);
    }

    @Test
    void shouldZeroAtTheCloseOnlyWhatIsInScopeHasStockAndWasNotCounted() {
        Sku cheese = Sku.of("cheese");
        Sku soap = Sku.of("soap");
        Sku soldOut = Sku.of("sold-out");
        Map<Sku, List<String>> categories = Map.of(
                MILK, List.of("food", "dairy"),
                cheese, List.of("food", "dairy"),
                soap, List.of("food-storage"),
                soldOut, List.of("food"));
        Store store = new Store(Set.of(), categories, OptionalLong.empty());
        for (Sku item : List.of(MILK, cheese, BREAD, soap, soldOut)) {
            store.post(event("receipt of " + item, Bodies.receipt(item, 5)));
        }
        store.post(number(1, Bodies.sale(soldOut, 5)).at(1));
        store.post(event(
                        "open", new CountOpened("count", false, new CountScope(false, List.of("food"), List.of(BREAD))))
                .at(2));
        store.post(event("line", Bodies.counted("count", false, MILK, 4, minute(3)))
                .at(3));
        store.post(number(2, Bodies.sale(cheese, 1)).at(4));

        Posted closed = store.post(event("close", new CountClosed("count")).at(5));

        assertThat(closed.lines()).extracting(Decision.PostedLine::item).containsExactly(BREAD, cheese);
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(4);
        assertThat(store.units(cheese, Bucket.SHRINK)).isEqualTo(4);
        assertThat(store.units(BREAD, Bucket.FREE)).isZero();
        assertThat(store.units(soap, Bucket.FREE)).isEqualTo(5);
        assertThat(store.lane().count("count").orElseThrow().closed()).isTrue();
    }

    @Test
    void shouldZeroWhatWasThereAtTheCloseWhenTheCloseComesLate() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 5)).at(0),
                event("open", new CountOpened("count", false, Bodies.everything()))
                        .at(1),
                number(1, Bodies.sale(MILK, 5)).at(20),
                event("close", new CountClosed("count")).at(10).arriving(30));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(-5);
        assertThat(store.units(MILK, Bucket.SHRINK)).isEqualTo(5);
    }

    @Test
    void shouldZeroAgainstOpeningWhenTheSessionIsAnOpeningOne() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 5)).at(0),
                event("open", new CountOpened("count", true, Bodies.everything()))
                        .at(1),
                event("close", new CountClosed("count")).at(2));

        assertThat(store.units(MILK, Bucket.OPENING)).isEqualTo(5);
    }
}
