package io.millrace.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.stock.Bucket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaySalesTest {
    @Test
    void shouldAverageWhatWasSoldAndNotWhatCameBack() {
        DaySales sales = new DaySales();

        sales.add(3_000, 0, 10_000, "EUR", "");
        sales.add(0, 1_000, 9_000, "EUR", "");
        sales.add(5_000, 0, DaySales.NO_AMOUNT, "EUR", "");

        assertThat(sales.revenue()).isEqualTo(1_000);
        assertThat(sales.averagePrice()).contains(3_333L);
        assertThat(sales.units()).isEqualTo(8_000);
    }

    @Test
    void shouldLeaveOutAmountsInAnotherCurrency() {
        DaySales sales = new DaySales();

        sales.add(1_000, 0, 10_000, "EUR", "");
        sales.add(1_000, 0, 99_000, "CHF", "");

        assertThat(sales.revenue()).isEqualTo(10_000);
        assertThat(sales.averagePrice()).contains(10_000L);
        assertThat(sales.currency()).isEqualTo("EUR");
    }

    @Test
    void shouldNameThePromotionMostUnitsWereSoldUnder() {
        DaySales sales = new DaySales();

        sales.add(2_000, 0, 0, "", "B");
        sales.add(1_000, 0, 0, "", "C");
        sales.add(1_000, 0, 0, "", "C");
        String tied = sales.promotion();
        sales.add(-2_000, 0, 0, "", "B");

        assertThat(tied).isEqualTo("B");
        assertThat(sales.promotion()).isEqualTo("C");
    }

    @Test
    void shouldRoundHalfUpWhenPricesDoNotDivide() {
        assertThat(Prices.each(10_000, 3_000)).isEqualTo(3_333);
        assertThat(Prices.each(5, 2_000)).isEqualTo(3);
        assertThat(Prices.amount(1_500, 3)).isEqualTo(5);
        assertThat(Prices.each(900_000_000_000_000_000L, 1_000)).isEqualTo(900_000_000_000_000_000L);
    }

    @Test
    void shouldKnowDemandFromOtherMovements() {
        LineEffect effect = new LineEffect();

        effect.begin(false);
        effect.movement(Bucket.RESERVED, Bucket.CUSTOMER, 2_000, false);
        assertThat(List.of(effect.units(), effect.free())).containsExactly(2_000L, 0L);

        effect.begin(true);
        effect.movement(Bucket.CUSTOMER, Bucket.FREE, 2_000, false);
        assertThat(List.of(effect.units(), effect.returns(), effect.free())).containsExactly(-2_000L, 0L, 2_000L);
        assertThat(effect.broughtStock()).isFalse();

        effect.begin(false);
        effect.movement(Bucket.FREE, Bucket.SUPPLIER, 2_000, false);
        assertThat(effect.isDemand()).isFalse();
    }

    @Test
    void shouldTellStockOutsAsTheBooksAndTheSalesDo() {
        StockChanges changes = new StockChanges();
        changes.add(50, 5, 0);
        changes.add(20, -2, 1);
        changes.add(30, -1, 1);

        assertThat(changes.stockOuts(2, 0, 100)).containsExactly(new StockOut(30, 50, false));
        assertThat(changes.stockOuts(-4, 0, 100)).containsExactly(new StockOut(30, 100, true));
        assertThat(changes.stockOuts(9, 0, 100)).isEmpty();
        assertThat(changes.net()).isEqualTo(2);
    }

    @Test
    void shouldRefuseToSealBeforeItCloses() {
        assertThatThrownBy(() -> new DayRules(Duration.ofDays(2), Duration.ofDays(1)))
                .hasMessageContaining("sealed no earlier");
    }
}
