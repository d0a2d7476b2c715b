package io.millrace.domain.stock;

import static io.millrace.domain.stock.Bodies.BREAD;
import static io.millrace.domain.stock.Bodies.MILK;
import static io.millrace.domain.stock.Sketch.NOON;
import static io.millrace.domain.stock.Sketch.TODAY;
import static io.millrace.domain.stock.Sketch.event;
import static io.millrace.domain.stock.Sketch.minute;
import static io.millrace.domain.stock.Sketch.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Quantity;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Decision.Repeated;
import io.millrace.domain.stock.StockEvent.Confirm;
import io.millrace.domain.stock.StockEvent.CountClosed;
import io.millrace.domain.stock.StockEvent.CountOpened;
import io.millrace.domain.stock.StockEvent.Counted;
import io.millrace.domain.stock.StockEvent.CountedLine;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.OnOrder;
import io.millrace.domain.stock.StockEvent.OrderChange;
import io.millrace.domain.stock.StockEvent.Release;
import io.millrace.domain.stock.StockEvent.Reserve;
import io.millrace.domain.stock.StockEvent.Reversal;
import io.millrace.domain.stock.StockEvent.TillNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectionTest {
    private static final long DAY = Times.DAY_MICROS;

    @Test
    void shouldBeInvalidWhenAReservationWouldLapseBeforeItBegins() {
        Store store = Store.with(event("receipt", Bodies.receipt(MILK, 5)));

        assertThat(store.reject(event("reserve", reserveUntil(NOON)))).isEqualTo(Rejection.INVALID);
        assertThat(store.post(event("longer", reserveUntil(NOON + 1))).granted())
                .containsEntry(MILK, 1_000L);
    }

    @Test
    void shouldBeInvalidBeforeItIsThereWhenALapsedReservationExists() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 5)), event("reserve", Bodies.reserve("basket", MILK, 1)));

        assertThat(store.reject(event("again", reserveUntil(NOON)))).isEqualTo(Rejection.INVALID);
    }

    @Test
    void shouldBeInvalidWhenACountIsOpenedTwice() {
        Store store = Store.with(event("open", new CountOpened("count", false, Bodies.everything())));

        assertThat(store.reject(event("again", new CountOpened("count", false, Bodies.everything()))))
                .isEqualTo(Rejection.INVALID);
    }

    @Test
    void shouldBeTooOldWhenItsIdentityIsNoLongerKept() {
        Store store = new Store();
        Sketch sale = event("sale", Bodies.sale(MILK, 1));

        assertThat(store.reject(sale.recorded(NOON + 35 * DAY + 1))).isEqualTo(Rejection.TOO_OLD);
        assertThat(store.units(MILK, Bucket.CUSTOMER)).isZero();
        assertThat(store.post(sale.recorded(NOON + 35 * DAY)).flags()).contains(Flag.LATE);
    }

    @Test
    void shouldBeTooOldWhenItsTillDayIsNoLongerKept() {
        Store store = new Store();
        Sketch sale = number(1, Bodies.sale(MILK, 1));

        assertThat(store.reject(sale.on(TODAY.minusDays(400)))).isEqualTo(Rejection.TOO_OLD);
        store.post(sale.on(TODAY.minusDays(399)));
        assertThat(store.reject(sale.on(TODAY.minusDays(400)))).isEqualTo(Rejection.TOO_OLD);
    }

    @Test
    void shouldNotThrowWhenABusinessDateIsBeyondAllReason() {
        Store store = new Store();

        assertThat(store.reject(number(1, Bodies.sale(MILK, 1)).on(LocalDate.MIN)))
                .isEqualTo(Rejection.TOO_OLD);
        store.post(number(1, Bodies.sale(MILK, 1)).on(LocalDate.MAX));
    }

    @Test
    void shouldRecogniseARepeatOfAnEventFrom2037AsLongAsItIsNotTooOld() {
        long in2037 = LocalDate.of(2037, 1, 1).toEpochDay() * DAY;
        Sketch sale = event("sale", Bodies.sale(MILK, 1)).occurred(in2037);
        Store store = Store.with(sale);

        Seen seen = store.lane().seen(sale.done().eventId()).orElseThrow();

        assertThat(seen).isEqualTo(new Seen(sale.done().digest(), in2037));
    }

    @Test
    void shouldBeAConflictWhenAnIdComesWithOtherContent() {
        Store store = Store.with(event("sale", Bodies.sale(MILK, 1)));

        assertThat(store.reject(event("sale", Bodies.sale(MILK, 2)))).isEqualTo(Rejection.CONFLICT);
        assertThat(store.send(event("sale", Bodies.sale(MILK, 1)))).isEqualTo(Repeated.REPEATED);
        assertThat(store.units(MILK, Bucket.CUSTOMER)).isEqualTo(1);
    }

    @Test
    void shouldBeTooOldBeforeAConflictWhenItIsBoth() {
        Store store = Store.with(event("sale", Bodies.sale(MILK, 1)));
        long afterwards = NOON + 36 * DAY;

        assertThat(store.reject(event("sale", Bodies.sale(MILK, 2)).recorded(afterwards)))
                .isEqualTo(Rejection.TOO_OLD);
        assertThat(store.send(event("sale", Bodies.sale(MILK, 1)).recorded(afterwards)))
                .isEqualTo(Repeated.REPEATED);
    }

    @Test
    void shouldBeAConflictWhenATillsCounterRestarts() {
        Store store = Store.with(number(1, Bodies.sale(MILK, 1)));

        Decision decision = store.send(number(1, Bodies.sale(MILK, 2)));

        assertThat(decision).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Rejection.CONFLICT);
            assertThat(rejected.field()).isEqualTo("header.origin.sequence");
            assertThat(rejected.detail()).contains("till-1", "number 1", "2026-11-20");
        });
    }

    @Test
    void shouldBeARepeatWhenTheContentUnderANumberIsNoLongerKept() {
        Store store = Store.with(number(1, Bodies.sale(MILK, 1)));
        store.lane().forgetDigestOf(new TillNumber("till-1", TODAY, 1));

        assertThat(store.send(number(1, Bodies.sale(MILK, 2)))).isEqualTo(Repeated.REPEATED);
    }

    @Test
    void shouldBeAConflictBeforeAnyOtherReasonOfTheLane() {
        Store store = Store.with(event("sale", Bodies.sale(MILK, 1)));

        assertThat(store.reject(event("sale", new Confirm("nobody")))).isEqualTo(Rejection.CONFLICT);
    }

    @Test
    void shouldDifferFromTheOriginalWhenWhatAVoidCarriesWasNotPosted() {
        Store store = Store.with(number(1, Bodies.sale(MILK, 1)), event("sale", Bodies.sale(MILK, 1)));

        assertThat(store.reject(number(
                        2, Bodies.taken(number(1, Bodies.sale(MILK, 2)).done()))))
                .isEqualTo(Rejection.ORIGINAL_DIFFERS);
        assertThat(store.reject(event(
                        "void", Bodies.taken(event("sale", Bodies.sale(MILK, 2)).done()))))
                .isEqualTo(Rejection.ORIGINAL_DIFFERS);
    }

    @Test
    void shouldDifferBeforeItIsCorrectedAlreadyOrNotCorrectable() {
        Sketch sale = number(1, Bodies.sale(MILK, 1));
        Sketch count = event("count", Bodies.counted(MILK, 3, NOON));
        Store store = Store.with(sale, count, number(2, Bodies.taken(sale.done())));

        assertThat(store.reject(number(
                        3, Bodies.taken(number(1, Bodies.sale(MILK, 2)).done()))))
                .isEqualTo(Rejection.ORIGINAL_DIFFERS);
        assertThat(store.reject(event(
                        "void",
                        Bodies.taken(
                                event("count", Bodies.counted(MILK, 4, NOON)).done()))))
                .isEqualTo(Rejection.ORIGINAL_DIFFERS);
    }

    @Test
    void shouldBeCorrectedAlreadyWhenItWasTakenBackBefore() {
        Sketch ofTill = number(1, Bodies.sale(MILK, 1));
        Sketch byId = event("sale", Bodies.sale(MILK, 1));
        Sketch command = event("receipt", Bodies.receipt(MILK, 5));
        Store store = Store.with(
                ofTill,
                byId,
                command,
                number(2, Bodies.taken(ofTill.done())),
                event("void", Bodies.taken(byId.done())),
                event("correction", Bodies.takenByName(command.done())));

        assertThat(store.reject(number(3, Bodies.taken(ofTill.done())))).isEqualTo(Rejection.ALREADY_CORRECTED);
        assertThat(store.reject(event("void-2", Bodies.taken(byId.done())))).isEqualTo(Rejection.ALREADY_CORRECTED);
        assertThat(store.reject(event("correction-2", Bodies.takenByName(command.done()))))
                .isEqualTo(Rejection.ALREADY_CORRECTED);
        assertThat(store.lane().position(MILK).onHand()).isZero();
    }

    @Test
    void shouldNotBeCorrectableWhenItIsOfAnotherKind() {
        Sketch count = event("count", Bodies.counted(MILK, 3, NOON));
        Sketch sale = event("sale", Bodies.sale(MILK, 1));
        Sketch receipt = event("receipt", Bodies.receipt(MILK, 1));
        Sketch correction = event("correction", Bodies.instead(sale.done(), Bodies.sale(MILK, 2)));
        Store store = Store.with(count, sale, receipt, correction);

        assertThat(store.reject(event("1", Bodies.takenByName(count.done())))).isEqualTo(Rejection.NOT_CORRECTABLE);
        assertThat(store.reject(event("2", Bodies.taken(count.done())))).isEqualTo(Rejection.NOT_CORRECTABLE);
        assertThat(store.reject(event("3", Bodies.taken(receipt.done())))).isEqualTo(Rejection.NOT_CORRECTABLE);
        assertThat(store.reject(event("4", Bodies.takenByName(correction.done()))))
                .isEqualTo(Rejection.NOT_CORRECTABLE);
        assertThat(store.reject(event("5", Bodies.taken(correction.done())))).isEqualTo(Rejection.NOT_CORRECTABLE);
    }

    @Test
    void shouldNotBeCorrectableByNameWhenItIsASale() {
        Sketch sale = event("sale", Bodies.sale(MILK, 1));
        Store store = Store.with(sale);

        assertThat(store.reject(event("void", Bodies.takenByName(sale.done())))).isEqualTo(Rejection.NOT_CORRECTABLE);
    }

    @Test
    void shouldMissAnOpenCountWhenOneIsClosedThatIsNot() {
        Store store = new Store();

        assertThat(store.reject(event("close", new CountClosed("count")))).isEqualTo(Rejection.COUNT_NOT_OPEN);
        store.post(event("open", new CountOpened("count", false, Bodies.everything())));
        store.post(event("close", new CountClosed("count")));
        assertThat(store.reject(event("again", new CountClosed("count")))).isEqualTo(Rejection.COUNT_NOT_OPEN);
    }

    @Test
    void shouldExistWhenAReservationsNameIsTakenBeforeThereIsTooLittle() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 5)), event("reserve", Bodies.reserve("basket", MILK, 1)));

        assertThat(store.reject(event("again", Bodies.reserve("basket", BREAD, 1))))
                .isEqualTo(Rejection.RESERVATION_EXISTS);
    }

    @Test
    void shouldBeUnknownWhenNothingIsLeftOfAReservation() {
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 5)),
                event("reserve", Bodies.reserve("basket", MILK, 1)),
                event("sale", Bodies.saleFrom("basket", MILK, 1)));

        assertThat(store.reject(event("1", new Confirm("nobody")))).isEqualTo(Rejection.RESERVATION_UNKNOWN);
        assertThat(store.reject(event("2", new Confirm("basket")))).isEqualTo(Rejection.RESERVATION_UNKNOWN);
        assertThat(store.reject(event("3", new Release("basket", Reason.NONE, List.of()))))
                .isEqualTo(Rejection.RESERVATION_UNKNOWN);
    }

    @Test
    void shouldBeInsufficientWhenNothingOrTooLittleIsFree() {
        Store store = Store.with(event("receipt", Bodies.receipt(MILK, 5)));
        Reserve all = new Reserve("basket", Times.NEVER, true, List.of(Bodies.reserveLine(1, MILK, 6)));

        assertThat(store.reject(event("1", Bodies.reserve("basket", BREAD, 1))))
                .isEqualTo(Rejection.INSUFFICIENT_STOCK);
        assertThat(store.send(event("2", all)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.detail()).isEqualTo("line 1 asks for 6 of milk, and 5 are free"));
        assertThat(store.lane().position(MILK).reserved()).isZero();
    }

    @Test
    void shouldOverflowWhenStockHasMoreThanEighteenDigits() {
        Store store = Store.with(event("receipt", most()));
        List<Object> before = store.lane().contents();

        assertThat(store.reject(event("more", Bodies.receipt(MILK, 1)))).isEqualTo(Rejection.OVERFLOW);
        assertThat(store.lane().contents()).isEqualTo(before);
    }

    @Test
    void shouldOverflowWhenACountFindsTooMuchMoreThanTheBooks() {
        Store store = Store.with(event(
                "sale",
                Bodies.goods(
                        GoodsKind.SALE,
                        new GoodsLine(
                                1,
                                MILK,
                                Bucket.FREE,
                                Bucket.CUSTOMER,
                                Quantity.MAX,
                                Reason.NONE,
                                StockEvent.Draws.Nothing.NOTHING,
                                Position.NO_COST))));
        Counted counted = new Counted("", false, List.of(new CountedLine(1, MILK, Quantity.MAX, minute(1))));

        assertThat(store.reject(event("count", counted).at(1))).isEqualTo(Rejection.OVERFLOW);
    }

    @Test
    void shouldOverflowWhenAnOrderIsRaisedWithoutEnd() {
        Store store = new Store();
        OrderChange most = new OrderChange(1, "order", 1, MILK, Quantity.MAX);
        OnOrder twelve =
                new OnOrder(1, List.of(most, most, most, most, most, most, most, most, most, most, most, most));

        assertThat(store.reject(event("order", twelve))).isEqualTo(Rejection.OVERFLOW);
        assertThat(store.lane().orderSequence()).isZero();
    }

    @Test
    void shouldRememberNothingOfWhatIsRejected() {
        Store store = Store.with(event("receipt", Bodies.receipt(MILK, 1)));
        List<Object> before = store.lane().contents();

        store.reject(event("close", new CountClosed("count")));
        store.reject(event("reserve", Bodies.reserve("basket", BREAD, 1)));
        store.reject(event(
                "count",
                new Reversal(
                        new StockEvent.Original.Carried(
                                event("x", Bodies.counted(MILK, 1, NOON)).done(), List.of()),
                        Optional.empty())));

        assertThat(store.lane().contents()).isEqualTo(before);
    }

    private static Reserve reserveUntil(long expiresAt) {
        return new Reserve("basket", expiresAt, false, List.of(Bodies.reserveLine(1, MILK, 1)));
    }

    private static StockEvent.Goods most() {
        return Bodies.goods(
                GoodsKind.RECEIPT,
                new GoodsLine(
                        1,
                        MILK,
                        Bucket.SUPPLIER,
                        Bucket.FREE,
                        Quantity.MAX,
                        Reason.NONE,
                        StockEvent.Draws.Nothing.NOTHING,
                        Position.NO_COST));
    }
}
