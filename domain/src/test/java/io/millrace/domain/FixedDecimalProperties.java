package io.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FixedDecimalProperties {
    private static final long MAX = 999_999_999_999_999_999L;

    @Property
    void shouldReadBackWhatItPrints(@ForAll @LongRange(min = -MAX, max = MAX) long unscaled) {
        assertThat(Quantity.parse(new Quantity(unscaled).toString())).isEqualTo(new Quantity(unscaled));
        assertThat(Money.parse(new Money(unscaled).toString())).isEqualTo(new Money(unscaled));
    }

    @Property
    void shouldAgreeWithBigDecimal(
            @ForAll @LongRange(min = -MAX / 2, max = MAX / 2) long left,
            @ForAll @LongRange(min = -MAX / 2, max = MAX / 2) long right) {
        Quantity a = new Quantity(left);
        Quantity b = new Quantity(right);
        assertThat(a.plus(b).toBigDecimal())
                .isEqualByComparingTo(a.toBigDecimal().add(b.toBigDecimal()));
        assertThat(a.minus(b).toBigDecimal())
                .isEqualByComparingTo(a.toBigDecimal().subtract(b.toBigDecimal()));
        assertThat(a.compareTo(b)).isEqualTo(a.toBigDecimal().compareTo(b.toBigDecimal()));
    }

    @Property
    void shouldTakeExactlyWhatFitsAndRefuseTheRest(
            @ForAll @BigRange(min = "-10000000000000000000000", max = "10000000000000000000000") BigInteger digits,
            @ForAll @IntRange(max = 6) int scale) {
        BigDecimal value = new BigDecimal(digits, scale);
        boolean fits = value.stripTrailingZeros().scale() <= Quantity.SCALE
                && value.movePointRight(Quantity.SCALE).abs().compareTo(BigDecimal.valueOf(MAX)) <= 0;
        if (fits) {
            assertThat(Quantity.of(value).toBigDecimal()).isEqualByComparingTo(value);
        } else {
            assertThatThrownBy(() -> Quantity.of(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(value.toPlainString());
        }
    }
}
