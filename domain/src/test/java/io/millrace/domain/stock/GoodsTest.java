package io.millrace.domain.stock;

import static io.millrace.domain.stock.Bodies.BREAD;
import static io.millrace.domain.stock.Bodies.MILK;
import static io.millrace.domain.stock.Sketch.event;
import static io.millrace.domain.stock.Sketch.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.Decision.Repeated;
import io.millrace.domain.stock.Decision.Shipment;
import io.millrace.domain.stock.StockEvent.Body;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoodsTest {
    static Stream<Arguments> movements() {
        return Stream.of(
                Arguments.of(Bodies.sale(MILK, 2), Bucket.FREE, Bucket.CUSTOMER),
                Arguments.of(Bodies.returned(MILK, 2, Bucket.FREE), Bucket.CUSTOMER, Bucket.FREE),
                Arguments.of(Bodies.returned(MILK, 2, Bucket.DAMAGED), Bucket.CUSTOMER, Bucket.DAMAGED),
                Arguments.of(Bodies.returned(MILK, 2, Bucket.QUARANTINED), Bucket.CUSTOMER, Bucket.QUARANTINED),
                Arguments.of(Bodies.onOrder(1, "order", MILK, 2), Bucket.SUPPLIER, Bucket.ON_ORDER),
                Arguments.of(Bodies.receipt(MILK, 2), Bucket.SUPPLIER, Bucket.FREE),
                Arguments.of(Bodies.receiptFor("order", MILK, 2), Bucket.ON_ORDER, Bucket.FREE),
                Arguments.of(Bodies.dispatch(MILK, 2), Bucket.FREE, Bucket.LINK),
                Arguments.of(Bodies.linked(MILK, 2), Bucket.LINK, Bucket.IN_TRANSIT),
                Arguments.of(Bodies.arrived(MILK, 2), Bucket.IN_TRANSIT, Bucket.FREE),
                Arguments.of(Bodies.lostOnTheWay(MILK, 2), Bucket.IN_TRANSIT, Bucket.SHRINK),
                Arguments.of(Bodies.adjusted(MILK, 2), Bucket.SHRINK, Bucket.FREE),
                Arguments.of(Bodies.adjusted(MILK, -2), Bucket.FREE, Bucket.SHRINK),
                Arguments.of(Bodies.counted(MILK, 2, Sketch.NOON), Bucket.SHRINK, Bucket.FREE),
                Arguments.of(Bodies.openingCount(MILK, 2, Sketch.NOON), Bucket.OPENING, Bucket.FREE),
                Arguments.of(Bodies.moved(MILK, Bucket.FREE, Bucket.DAMAGED, 2), Bucket.FREE, Bucket.DAMAGED),
                Arguments.of(Bodies.moved(MILK, Bucket.DAMAGED, Bucket.SCRAP, 2), Bucket.DAMAGED, Bucket.SCRAP),
                Arguments.of(Bodies.moved(MILK, Bucket.FREE, Bucket.QUARANTINED, 2), Bucket.FREE, Bucket.QUARANTINED),
                Arguments.of(Bodies.moved(MILK, Bucket.QUARANTINED, Bucket.FREE, 2), Bucket.QUARANTINED, Bucket.FREE),
                Arguments.of(Bodies.supplierReturn(MILK, Bucket.FREE, 2), Bucket.FREE, Bucket.SUPPLIER),
                Arguments.of(Bodies.supplierReturn(MILK, Bucket.DAMAGED, 2), Bucket.DAMAGED, Bucket.SUPPLIER));
    }

    @ParameterizedTest
    @MethodSource("movements")
    void shouldMoveFromOneBucketToAnotherWhenGoodsMove(Body body, Bucket from, Bucket to) {
        Store store = new Store();

        store.post(event("event", body));

        for (Bucket bucket : Bucket.values()) {
            long expected = bucket == from ? -2 : bucket == to ? 2 : 0;
            assertThat(store.units(MILK, bucket)).as(bucket.name()).isEqualTo(expected);
        }
    }

    @Test
    void shouldDeliverAnOrderThatWasOpenBeforeGoingLive() {
        Store store = Store.with(
                event("open", Bodies.openOrder("order", MILK, 10)),
                event("receipt", Bodies.receiptFor("order", MILK, 4)));

        assertThat(store.units(MILK, Bucket.ON_ORDER)).isEqualTo(6);
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(4);
        assertThat(store.lane().orderSequence()).isZero();
    }

    @Test
    void shouldGiveBackToTheSupplierWhenAnOrderShrinks() {
        Store store = Store.with(
                event("placed", Bodies.onOrder(1, "order", MILK, 10)),
                event("changed", Bodies.onOrder(2, "order", MILK, -4)));

        assertThat(store.units(MILK, Bucket.ON_ORDER)).isEqualTo(6);
        assertThat(store.units(MILK, Bucket.SUPPLIER)).isEqualTo(-6);
    }

    @Test
    void shouldIgnoreAnOrderChangeThatWasAppliedBefore() {
        Store store = Store.with(event("placed", Bodies.onOrder(5, "order", MILK, 10)));

        assertThat(store.send(event("older", Bodies.onOrder(5, "order", MILK, 3))))
                .isEqualTo(Repeated.REPEATED);
        assertThat(store.units(MILK, Bucket.ON_ORDER)).isEqualTo(10);
    }

    @Test
    void shouldTakeFromTheSupplierWhatExceedsTheOrder() {
        Store store = Store.with(event("placed", Bodies.onOrder(1, "order", MILK, 10)));

        Posted posted = store.post(event("receipt", Bodies.receiptFor("order", MILK, 12)));

        assertThat(posted.lines().getFirst().movements())
                .containsExactly(
                        new Movement(Bucket.ON_ORDER, Bucket.FREE, Quantity.of(10), Reason.NONE),
                        new Movement(Bucket.SUPPLIER, Bucket.FREE, Quantity.of(2), Reason.NONE));
        assertThat(store.lane().order("order", 1).isSettled()).isTrue();
    }

    @Test
    void shouldSettleOnOrderWhenAReceiptComesBeforeItsOrder() {
        Store store = Store.with(event("receipt", Bodies.receiptFor("order", MILK, 12)));
        assertThat(store.units(MILK, Bucket.ON_ORDER)).isEqualTo(-12);

        Posted posted = store.post(event("placed", Bodies.onOrder(1, "order", MILK, 10)));

        assertThat(store.units(MILK, Bucket.ON_ORDER)).isZero();
        assertThat(store.units(MILK, Bucket.SUPPLIER)).isEqualTo(-12);
        assertThat(posted.lines().getFirst().movements())
                .containsExactly(new Movement(Bucket.SUPPLIER, Bucket.ON_ORDER, Quantity.of(12), Reason.ORDER_SETTLED));
    }

    @Test
    void shouldMoveNothingWhenAnOrderIsCancelledThatWasReceivedWhole() {
        Store store = Store.with(
                event("placed", Bodies.onOrder(1, "order", MILK, 10)),
                event("receipt", Bodies.receiptFor("order", MILK, 12)));

        Posted posted = store.post(event("cancelled", Bodies.onOrder(2, "order", MILK, -10)));

        assertThat(posted.lines().getFirst().movements()).isEmpty();
        assertThat(store.units(MILK, Bucket.ON_ORDER)).isZero();
    }

    @Test
    void shouldTellTheOtherLaneWhenGoodsAreDispatched() {
        Goods dispatch = Bodies.dispatch(MILK, 3);

        Posted posted = new Store().post(event("dispatch", dispatch));

        assertThat(posted.shipments())
                .containsExactly(new Shipment(dispatch.transfer().orElseThrow(), dispatch.lines(), false));
    }

    @Test
    void shouldEmptyTheTransferWhenSomeArrivesAndTheRestIsShort() {
        Store store = Store.with(
                event("linked", Bodies.linked(MILK, 10)),
                event("received", Bodies.arrived(MILK, 7)),
                event("short", Bodies.lostOnTheWay(MILK, 3)).at(5));

        assertThat(store.units(MILK, Bucket.IN_TRANSIT)).isZero();
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(7);
        assertThat(store.units(MILK, Bucket.SHRINK)).isEqualTo(3);
        assertThat(store.lane().position(MILK).receivedAtMicros()).isEqualTo(Sketch.NOON);
        assertThat(store.lines().getLast().movements().getFirst().reason()).isEqualTo(Bodies.THEFT);
    }

    @Test
    void shouldPostAndFlagWhenMoreIsSoldThanThereIs() {
        Store store = Store.with(event("receipt", Bodies.receipt(MILK, 1)));

        Posted posted = store.post(number(1, Bodies.sale(MILK, 3)));

        assertThat(posted.flags()).containsExactly(Flag.BELOW_ZERO);
        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(-2);
    }

    @Test
    void shouldNotFlagBelowZeroWhenWhatIsMissingGetsLess() {
        Store store = Store.with(event("sale", Bodies.sale(MILK, 3)));

        assertThat(store.post(event("receipt", Bodies.receipt(MILK, 1))).flags())
                .isEmpty();
    }

    @Test
    void shouldPostAndFlagWhenAnItemIsNotListed() {
        Store store = new Store(Set.of(BREAD), Map.of(), OptionalLong.empty());
        Goods basket = Bodies.goods(
                GoodsKind.RECEIPT,
                Bodies.line(MILK, Bucket.SUPPLIER, Bucket.FREE, 1),
                Bodies.line(BREAD, Bucket.SUPPLIER, Bucket.FREE, 1));

        Posted posted = store.post(event("receipt", basket));

        assertThat(posted.flags()).containsExactly(Flag.UNLISTED_ITEM);
        assertThat(posted.lines().getFirst().flags()).isEmpty();
        assertThat(posted.lines().getLast().flags()).containsExactly(Flag.UNLISTED_ITEM);
    }

    @Test
    void shouldAddUpLinesOfOneItem() {
        Goods basket = Bodies.goods(
                GoodsKind.SALE,
                Bodies.line(MILK, Bucket.FREE, Bucket.CUSTOMER, 1),
                Bodies.line(MILK, Bucket.FREE, Bucket.CUSTOMER, 2),
                Bodies.line(MILK, Bucket.CUSTOMER, Bucket.FREE, 1));
        Store store = Store.with(event("receipt", Bodies.receipt(MILK, 10)), number(1, basket));

        assertThat(store.units(MILK, Bucket.FREE)).isEqualTo(8);
        assertThat(store.lane().position(MILK).version()).isEqualTo(4);
    }

    @Test
    void shouldMoveNoStockWhenHistoryIsLoaded() {
        Store store = new Store();

        Posted posted = store.post(event("history", StockEvent.History.HISTORY));

        assertThat(posted.lines()).isEmpty();
        assertThat(store.lane().positions()).isEmpty();
        assertThat(store.send(event("history", StockEvent.History.HISTORY))).isEqualTo(Repeated.REPEATED);
    }

    @Test
    void shouldKeepTheLatestTimesWhenEventsComeOutOfOrder() {
        Sku item = MILK;
        Store store = Store.with(
                number(1, Bodies.sale(item, 1)).at(10),
                number(2, Bodies.sale(item, 1)).at(5).arriving(20),
                event("receipt", Bodies.receipt(item, 1)).at(7),
                event("earlier", Bodies.receipt(item, 1)).at(6).arriving(21),
                number(3, Bodies.returned(item, 1, Bucket.FREE)).at(30));

        Position position = store.lane().position(item);

        assertThat(position.soldAtMicros()).isEqualTo(Sketch.minute(10));
        assertThat(position.receivedAtMicros()).isEqualTo(Sketch.minute(7));
        assertThat(List.copyOf(store.lane().items())).containsExactly(item);
    }
}
