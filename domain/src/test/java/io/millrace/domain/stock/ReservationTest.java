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
import io.millrace.domain.stock.Decision.Repeated;
import io.millrace.domain.stock.StockEvent.Confirm;
import io.millrace.domain.stock.StockEvent.Expire;
import io.millrace.domain.stock.StockEvent.Release;
import io.millrace.domain.stock.StockEvent.Reserve;
import io.millrace.domain.stock.StockEvent.ReserveLine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReservationTest {
    private static final Sketch STOCK = event("receipt", Bodies.receipt(MILK, 5));

    @Test
    void shouldGrantWhatIsFreeWhenLessIsThereThanAsked() {
        Store store = Store.with(STOCK);

        Posted posted =
                store.post(event("reserve", reserve(false, Times.NEVER, line(MILK, 4), line(MILK, 4), line(BREAD, 1))));

        assertThat(posted.granted()).isEqualTo(Map.of(MILK, 5_000L));
        assertThat(store.units(MILK, Bucket.FREE)).isZero();
        assertThat(store.units(MILK, Bucket.RESERVED)).isEqualTo(5);
        assertThat(store.lane().position(BREAD)).isEqualTo(Position.EMPTY);
    }

    @Test
    void shouldGrantNothingOfAnyItemWhenAllIsAskedAndOneIsShort() {
        Store store = Store.with(STOCK);

        assertThat(store.reject(event("1", reserve(true, Times.NEVER, line(MILK, 4), line(MILK, 2)))))
                .isEqualTo(Rejection.INSUFFICIENT_STOCK);
        assertThat(store.units(MILK, Bucket.RESERVED)).isZero();
        assertThat(store.post(event("2", reserve(true, Times.NEVER, line(MILK, 3), line(MILK, 2))))
                        .granted())
                .isEqualTo(Map.of(MILK, 5_000L));
    }

    @Test
    void shouldGrantNothingWhenStockIsOwed() {
        Store store = Store.with(number(1, Bodies.sale(MILK, 1)));

        assertThat(store.reject(event("reserve", Bodies.reserve("basket", MILK, 1))))
                .isEqualTo(Rejection.INSUFFICIENT_STOCK);
    }

    @Test
    void shouldTakeFromTheReservationFirstWhenItIsSold() {
        Store store = Store.with(STOCK, event("reserve", Bodies.reserve("basket", MILK, 2)));

        Posted posted = store.post(number(1, Bodies.saleFrom("basket", MILK, 3)));

        assertThat(posted.lines().getFirst().movements())
                .containsExactly(
                        new Movement(Bucket.RESERVED, Bucket.CUSTOMER, Quantity.of(2), Reason.NONE),
                        new Movement(Bucket.FREE, Bucket.CUSTOMER, Quantity.of(1), Reason.NONE));
        assertThat(store.lane().reservation("basket").orElseThrow().isOver()).isTrue();
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(2);
    }

    @Test
    void shouldLeaveTheRestReservedWhenAPartIsSold() {
        Store store = Store.with(
                STOCK,
                event("reserve", Bodies.reserve("basket", MILK, 3)),
                number(1, Bodies.saleFrom("basket", MILK, 1)));

        assertThat(store.lane().reservation("basket").orElseThrow().open()).isEqualTo(Map.of(MILK, 2_000L));
        assertThat(store.units(MILK, Bucket.RESERVED)).isEqualTo(2);
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(2);
    }

    @Test
    void shouldSellFromTheShelfWhenTheReservationIsNotKnown() {
        Store store = Store.with(STOCK, number(1, Bodies.saleFrom("nobody", MILK, 3)));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(2);
        assertThat(store.units(MILK, Bucket.RESERVED)).isZero();
    }

    @Test
    void shouldNotExpireWhenItWasConfirmed() {
        Store store = Store.with(STOCK, event("reserve", reserve(false, minute(10), line(MILK, 3))));

        Posted confirmed = store.post(event("confirm", new Confirm("basket")).at(5));

        assertThat(confirmed.lines()).isEmpty();
        assertThat(store.send(event("expire", new Expire("basket")).at(20))).isEqualTo(Repeated.REPEATED);
        assertThat(store.units(MILK, Bucket.RESERVED)).isEqualTo(3);
    }

    @Test
    void shouldExpireFromItsMomentOnAndNotBefore() {
        Store store = Store.with(STOCK, event("reserve", reserve(false, minute(10), line(MILK, 3))));

        assertThat(store.send(
                        event("early", new Expire("basket")).occurred(minute(9)).recorded(minute(10) - 1)))
                .isEqualTo(Repeated.REPEATED);
        assertThat(store.units(MILK, Bucket.RESERVED)).isEqualTo(3);
        store.post(event("due", new Expire("basket")).at(10));
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
        assertThat(store.send(event("again", new Expire("basket")).at(11))).isEqualTo(Repeated.REPEATED);
    }

    @Test
    void shouldNotExpireBecauseSomeClockIsAhead() {
        Store store = Store.with(STOCK, event("reserve", reserve(false, minute(10), line(MILK, 3))));

        assertThat(store.send(event("expire", new Expire("basket")).occurred(minute(1_000_000))))
                .isEqualTo(Repeated.REPEATED);
    }

    @Test
    void shouldReleaseWhatIsNamedAndNoMoreThanThereIs() {
        Store store = Store.with(STOCK, event("reserve", Bodies.reserve("basket", MILK, 3)));

        store.post(event("some", new Release("basket", Bodies.THEFT, List.of(line(MILK, 1)))));
        assertThat(store.units(MILK, Bucket.RESERVED)).isEqualTo(2);
        assertThat(store.lines().getLast().movements().getFirst().reason()).isEqualTo(Bodies.THEFT);
        store.post(event("more", new Release("basket", Reason.NONE, List.of(line(MILK, 9)))));

        assertThat(store.units(MILK, Bucket.RESERVED)).isZero();
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
    }

    @Test
    void shouldReleaseEverythingWhenNothingIsNamed() {
        Store store = Store.with(
                STOCK,
                event("bread", Bodies.receipt(BREAD, 2)),
                event("reserve", reserve(false, Times.NEVER, line(MILK, 3), line(BREAD, 2))),
                event("release", new Release("basket", Reason.NONE, List.of())));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
        assertThat(store.units(BREAD, Bucket.FREE)).isEqualTo(2);
    }

    private static Reserve reserve(boolean allOrNothing, long expiresAt, ReserveLine... lines) {
        return new Reserve("basket", expiresAt, allOrNothing, List.of(lines));
    }

    private static ReserveLine line(Sku item, long units) {
        return Bodies.reserveLine(1, item, units);
    }
}
