package io.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1e3", "1,5", "NaN", "0x10", "1 000", "--1", ".", "-", "1.2.3"})
    void shouldRefuseQuantityWhenTextIsNotAPlainNumber(String text) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a plain decimal number");
    }

    @Test
    void shouldRefuseQuantityWhenItWouldHaveToBeRounded() {
        assertThatThrownBy(() -> Quantity.parse("0.0001")).hasMessage("quantity 0.0001 has more than 3 decimals");
        assertThatThrownBy(() -> Quantity.of(1_000_000_000_000_000L)).hasMessageContaining("more than 18 digits");
        assertThatThrownBy(() -> Quantity.MAX.plus(new Quantity(1))).hasMessageContaining("more than 18 digits");
        assertThatThrownBy(() -> Money.parse("0.00001")).hasMessage("amount 0.00001 has more than 4 decimals");
    }

    @Test
    void shouldPrintTheShortestNumber() {
        assertThat(Quantity.of(1200)).hasToString("1200");
        assertThat(Quantity.parse("-0.500")).hasToString("-0.5");
        assertThat(Money.parse("3.1250")).hasToString("3.125");
        assertThat(Quantity.ZERO).hasToString("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a|b", "a b", "ä", "a/b", "a\u0000"})
    void shouldRefuseIdentifierWhenACharacterIsNotAllowed(String text) {
        assertThatThrownBy(() -> TenantId.of(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LocationId.of(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sku.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseIdentifierWhenItIsLongerThan64Characters() {
        assertThat(Sku.of("x".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> Sku.of("x".repeat(65))).hasMessage("item must have 1 to 64 characters, this has 65");
    }

    @Test
    void shouldReadKeysBackFromTheirText() {
        LaneKey lane = LaneKey.of("acme", "store-1");
        ItemKey item = ItemKey.of("acme", "store-1", "milk");
        OrderKey order = OrderKey.of("acme", "store-1", "PO-7");
        DayKey day = DayKey.of("acme", "store-1", "milk", LocalDate.of(2026, 1, 31));
        TillDayKey tillDay = TillDayKey.of("acme", "store-1", "till-1", LocalDate.of(2026, 1, 31));
        SourceKey source = SourceKey.of("acme", "store-1", "milk", "planner-x");
        CatalogKey term = CatalogKey.of("acme", "dairy", "milk");

        assertThat(LaneKey.parse(lane.text())).isEqualTo(lane);
        assertThat(ItemKey.parse(item.text())).isEqualTo(item);
        assertThat(SourceKey.parse(source.text())).isEqualTo(source);
        assertThat(OrderKey.parse(order.text())).isEqualTo(order);
        assertThat(DayKey.parse(day.text())).isEqualTo(day);
        assertThat(TillDayKey.parse(tillDay.text())).isEqualTo(tillDay);
        assertThat(CatalogKey.parse(term.text())).isEqualTo(term);
        assertThat(List.of(item.routing(), source.routing(), order.routing(), day.routing(), tillDay.routing()))
                .containsOnly(lane.text());
    }

    @Test
    void shouldRefuseDayKeyWhenItEndsInNoDate() {
        assertThatThrownBy(() -> DayKey.parse("acme|store-1|milk|31.01.2026"))
                .hasMessage("key 'acme|store-1|milk|31.01.2026' ends in '31.01.2026', which is not a date such as"
                        + " 2026-01-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "acme|", "|store-1", "acme|store-1|milk|x", "acme||milk", ""})
    void shouldRefuseItemKeyWhenItsTextHasAnotherShape(String text) {
        assertThatThrownBy(() -> ItemKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
