package io.millrace.domain.stock;

import static io.millrace.domain.stock.Bodies.MILK;
import static io.millrace.domain.stock.Sketch.TODAY;
import static io.millrace.domain.stock.Sketch.event;
import static io.millrace.domain.stock.Sketch.minute;
import static io.millrace.domain.stock.Sketch.number;
import static io.millrace.domain.stock.TillDay.Numbering.DENSE;
import static io.millrace.domain.stock.TillDay.Numbering.SPARSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.stock.IntervalSet.Interval;
import io.millrace.domain.stock.StockEvent.DayClosed;
import io.millrace.domain.stock.TillDay.Close;
import io.millrace.domain.stock.TillDay.Sums;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TillDayTest {
    private static final Sums ONE_LINE = new Sums(1, 100, 0, 0);

    @Test
    void shouldNameTheNumbersThatAreMissingAndStopTheWatermark() {
        TillDay day = day(Store.with(sale(1).at(1), sale(2).at(2), sale(5).at(5), sale(7).at(7)));

        assertThat(day.missing(DENSE)).containsExactly(new Interval(3, 4), new Interval(6, 6));
        assertThat(day.completeUpToMicros()).isEqualTo(minute(2));
        assertThat(day.lastOccurredAtMicros()).isEqualTo(minute(7));
        assertThat(day.missing(SPARSE)).isEmpty();
    }

    @Test
    void shouldMoveTheWatermarkWhenTheGapIsFilled() {
        TillDay day = day(Store.with(sale(1).at(1), sale(3).at(3), sale(2).at(2).arriving(10)));

        assertThat(day.missing(DENSE)).isEmpty();
        assertThat(day.completeUpToMicros()).isEqualTo(minute(3));
        assertThat(day.lastHeardAtMicros()).isEqualTo(minute(10));
    }

    @Test
    void shouldBeCompleteWhenADenseTillIsClosedWithoutHoles() {
        Store store = Store.with(sale(1), sale(2));

        assertThat(day(store).isComplete(DENSE)).isFalse();
        store.post(closed(new Close(Optional.of(new Interval(1, 3)), 3, Optional.empty())));
        assertThat(day(store).isComplete(DENSE)).isFalse();
        assertThat(day(store).missing(DENSE)).containsExactly(new Interval(3, 3));
        store.post(sale(3));
        assertThat(day(store).isComplete(DENSE)).isTrue();
    }

    @Test
    void shouldMissWhatCameBeforeTheFirstNumberThatWasHeard() {
        Store store = Store.with(sale(2), closed(new Close(Optional.of(new Interval(1, 2)), 2, Optional.empty())));

        assertThat(day(store).missing(DENSE)).containsExactly(new Interval(1, 1));
    }

    @Test
    void shouldBeCompleteWhenASparseTillsCountAndTotalsAgree() {
        Store store = Store.with(sale(10), sale(20));
        Sums sums = new Sums(2, 200, 0, 0);

        store.post(closed(new Close(Optional.empty(), 2, Optional.of(sums))));

        assertThat(day(store).isComplete(SPARSE)).isTrue();
        assertThat(day(store).isComplete(DENSE)).isFalse();
    }

    @Test
    void shouldNotBeCompleteWhenASparseTillsCountOrTotalsDiffer() {
        Store store = Store.with(sale(10), sale(20));

        store.post(event("1", close(new Close(Optional.empty(), 3, Optional.empty()))));
        assertThat(day(store).isComplete(SPARSE)).isFalse();
        store.post(event("2", close(new Close(Optional.empty(), 2, Optional.of(new Sums(2, 201, 0, 0))))));
        assertThat(day(store).isComplete(SPARSE)).isFalse();
        store.post(event("3", close(new Close(Optional.empty(), 2, Optional.empty()))));
        assertThat(day(store).isComplete(SPARSE)).isTrue();
    }

    @Test
    void shouldBeCompleteWhenATillSoldNothingAndSaysSo() {
        Store store = Store.with(closed(new Close(Optional.empty(), 0, Optional.of(Sums.ZERO))));

        assertThat(day(store).isComplete(DENSE)).isTrue();
        assertThat(day(store).isComplete(SPARSE)).isTrue();
    }

    @Test
    void shouldHearTheClosingUnderItsOwnNumberToo() {
        Store store = Store.with(
                sale(1),
                number(2, close(new Close(Optional.of(new Interval(1, 2)), 2, Optional.empty())))
                        .at(9));

        assertThat(day(store).isComplete(DENSE)).isTrue();
        assertThat(day(store).completeUpToMicros()).isEqualTo(minute(9));
    }

    @Test
    void shouldAddNothingWhenANumberIsRepeated() {
        Store store = Store.with(sale(1));
        TillDay before = day(store);

        store.send(sale(1).arriving(5));

        assertThat(day(store)).isEqualTo(before);
        assertThat(before.sums()).isEqualTo(ONE_LINE);
    }

    private static Sketch sale(long sequence) {
        return number(sequence, Bodies.sale(MILK, 1)).totalling(ONE_LINE);
    }

    private static Sketch closed(Close close) {
        return event("closed", close(close));
    }

    private static DayClosed close(Close close) {
        return new DayClosed("till-1", TODAY, close);
    }

    private static TillDay day(Store store) {
        return store.lane().tillDay("till-1", TODAY);
    }
}
