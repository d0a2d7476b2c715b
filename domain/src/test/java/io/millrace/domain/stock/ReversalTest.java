package io.millrace.domain.stock;

import static io.millrace.domain.stock.Bodies.MILK;
import static io.millrace.domain.stock.Sketch.TODAY;
import static io.millrace.domain.stock.Sketch.event;
import static io.millrace.domain.stock.Sketch.minute;
import static io.millrace.domain.stock.Sketch.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.stock.Decision.Pending;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.Decision.Repeated;
import io.millrace.domain.stock.Decision.Shipment;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.Original;
import io.millrace.domain.stock.StockEvent.Reversal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReversalTest {
    private static final Sketch SALE = number(1, Bodies.sale(MILK, 3));

    @Test
    void shouldTakeASaleBackAtTheTimeItHappened() {
        Store store = Store.with(SALE, number(2, Bodies.taken(SALE.done())).at(10));

        assertThat(store.units(MILK, Bucket.FREE)).isZero();
        assertThat(store.units(MILK, Bucket.CUSTOMER)).isZero();
        assertThat(store.lane().countedChangeAfter(MILK, minute(5))).isZero();
        assertThat(store.lane().tillDay("till-1", TODAY).reversed().contains(1)).isTrue();
    }

    @Test
    void shouldReplaceASale() {
        Store store = Store.with(SALE, event("correction", Bodies.instead(SALE.done(), Bodies.sale(MILK, 1))));

        assertThat(store.units(MILK, Bucket.CUSTOMER)).isEqualTo(1);
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(-1);
    }

    @Test
    void shouldLeaveTheShelfAsCountedWhenTheOriginalHappenedBeforeTheCount() {
        Store store = Store.with(
                SALE,
                event("count", Bodies.counted(MILK, 5, minute(10))).at(10),
                number(2, Bodies.taken(SALE.done())).at(20));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
        assertThat(store.units(MILK, Bucket.CUSTOMER)).isZero();
        assertThat(store.units(MILK, Bucket.SHRINK)).isEqualTo(-5);
    }

    @Test
    void shouldWaitForASaleThatHasNotComeYet() {
        Store store = new Store();
        Sketch taken = number(2, Bodies.taken(SALE.done())).at(10);

        assertThat(store.send(taken))
                .isInstanceOfSatisfying(
                        Pending.class, pending -> assertThat(pending.awaited()).isEqualTo(SALE.identity()));
        assertThat(store.send(taken)).isEqualTo(Repeated.REPEATED);
        assertThat(store.reject(number(2, Bodies.sale(MILK, 9)))).isEqualTo(Rejection.CONFLICT);

        store.post(SALE.arriving(20));
        assertThat(store.units(MILK, Bucket.CUSTOMER)).isZero();
        assertThat(store.lines()).hasSize(2);
    }

    @Test
    void shouldHearTheNumberOfWhatWaitsOnce() {
        Store store = new Store();
        TillDay.Sums sums = new TillDay.Sums(0, 0, 1, 100);

        store.send(number(2, Bodies.taken(SALE.done())).totalling(sums));
        assertThat(store.lane().tillDay("till-1", TODAY).numbers().contains(2)).isTrue();
        store.post(SALE);

        assertThat(store.lane().tillDay("till-1", TODAY).sums()).isEqualTo(sums);
        assertThat(store.lane().tillDay("till-1", TODAY).numbers().size()).isEqualTo(2);
    }

    @Test
    void shouldWaitForASaleOfItsOwnIdentity() {
        Sketch sale = event("sale", Bodies.sale(MILK, 3));
        Store store = new Store();

        assertThat(store.send(event("void", Bodies.taken(sale.done())))).isInstanceOf(Pending.class);
        store.post(sale);

        assertThat(store.units(MILK, Bucket.CUSTOMER)).isZero();
    }

    @Test
    void shouldTakeCommandsBackByName() {
        Sketch receipt = event("receipt", Bodies.receipt(MILK, 8));
        Goods replacement = Bodies.receipt(MILK, 6);
        Store store = Store.with(
                receipt,
                event(
                        "correction",
                        new Reversal(new Original.Named(receipt.done().eventId()), Optional.of(replacement))));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(6);
        assertThat(store.units(MILK, Bucket.SUPPLIER)).isEqualTo(-6);
    }

    @Test
    void shouldWaitForACommandThatHasNotComeYet() {
        Sketch receipt = event("receipt", Bodies.receipt(MILK, 8));
        Store store = new Store();

        assertThat(store.send(event("correction", Bodies.takenByName(receipt.done()))))
                .isInstanceOf(Pending.class);
        store.post(receipt);

        assertThat(store.units(MILK, Bucket.FREE)).isZero();
    }

    @Test
    void shouldTellTheOtherLaneWhenADispatchIsTakenBack() {
        Goods goods = Bodies.dispatch(MILK, 3);
        Sketch dispatch = event("dispatch", goods);
        Store store = Store.with(dispatch);

        Posted posted = store.post(event("correction", Bodies.takenByName(dispatch.done())));

        assertThat(posted.shipments())
                .containsExactly(new Shipment(goods.transfer().orElseThrow(), goods.lines(), true));
        assertThat(store.units(MILK, Bucket.LINK)).isZero();
    }

    @Test
    void shouldOweTheOrderAgainWhatAReceiptTakenBackHadBrought() {
        Sketch receipt = event("receipt", Bodies.receiptFor("order", MILK, 12));
        Store store = Store.with(event("placed", Bodies.onOrder(1, "order", MILK, 10)), receipt);

        store.post(event("correction", Bodies.takenByName(receipt.done())));

        assertThat(store.units(MILK, Bucket.ON_ORDER)).isEqualTo(10);
        assertThat(store.units(MILK, Bucket.SUPPLIER)).isEqualTo(-10);
        assertThat(store.units(MILK, Bucket.FREE)).isZero();
    }

    @Test
    void shouldFreeWhatHadBeenReservedWhenItsSaleIsTakenBack() {
        Sketch sale = number(1, Bodies.saleFrom("basket", MILK, 2));
        Store store = Store.with(
                event("receipt", Bodies.receipt(MILK, 5)),
                event("reserve", Bodies.reserve("basket", MILK, 2)),
                sale,
                number(2, Bodies.taken(sale.done())));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(5);
        assertThat(store.units(MILK, Bucket.RESERVED)).isZero();
    }

    @Test
    void shouldTakeTheOriginalsBasketWholeBack() {
        Goods basket = Bodies.goods(
                GoodsKind.SALE,
                Bodies.line(MILK, Bucket.FREE, Bucket.CUSTOMER, 1),
                Bodies.line(Bodies.BREAD, Bucket.CUSTOMER, Bucket.DAMAGED, 2));
        Sketch sale = number(1, basket);
        Store store = Store.with(sale, number(2, Bodies.taken(sale.done())));

        for (Bucket bucket : Bucket.values()) {
            assertThat(store.units(MILK, bucket)).isZero();
            assertThat(store.units(Bodies.BREAD, bucket)).isZero();
        }
    }
}
