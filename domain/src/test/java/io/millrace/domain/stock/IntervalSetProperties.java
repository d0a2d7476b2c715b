package io.millrace.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.stock.IntervalSet.Interval;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IntervalSetProperties {
    @Provide
    Arbitrary<List<Long>> numbers() {
        return Arbitraries.longs().between(-20, 20).list().ofMaxSize(40);
    }

    @Property
    void shouldHoldWhatATreeSetHoldsWhenNumbersComeInAnyOrder(@ForAll("numbers") List<Long> numbers) {
        IntervalSet set = IntervalSet.EMPTY;
        TreeSet<Long> plain = new TreeSet<>();
        for (long number : numbers) {
            set = set.with(number);
            plain.add(number);
        }

        assertThat(members(set.intervals())).containsExactlyElementsOf(plain);
        assertThat(set.size()).isEqualTo(plain.size());
        assertThat(set.isEmpty()).isEqualTo(plain.isEmpty());
        for (long number = -22; number <= 22; number++) {
            assertThat(set.contains(number)).isEqualTo(plain.contains(number));
        }
        if (!plain.isEmpty()) {
            assertThat(set.first()).isEqualTo(plain.first());
            assertThat(set.last()).isEqualTo(plain.last());
        }
        assertThat(set).isEqualTo(IntervalSet.of(set.intervals()));
    }

    @Property
    void shouldKeepAsFewIntervalsAsPossible(@ForAll("numbers") List<Long> numbers) {
        List<Interval> intervals = set(numbers).intervals();

        for (int i = 1; i < intervals.size(); i++) {
            assertThat(intervals.get(i).first())
                    .isGreaterThan(intervals.get(i - 1).last() + 1);
        }
    }

    @Property
    void shouldMissWhatATreeSetMisses(
            @ForAll("numbers") List<Long> numbers,
            @ForAll @LongRange(min = -25, max = 25) long first,
            @ForAll @LongRange(min = -25, max = 25) long last) {
        TreeSet<Long> missing = new TreeSet<>();
        LongStream.rangeClosed(first, last).forEach(missing::add);
        numbers.forEach(missing::remove);

        assertThat(members(set(numbers).missing(first, last))).containsExactlyElementsOf(missing);
    }

    @Test
    void shouldTakeTheLastAndTheFirstNumberThereAre() {
        IntervalSet set = set(List.of(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1));

        assertThat(set.intervals())
                .containsExactly(
                        new Interval(Long.MIN_VALUE, Long.MIN_VALUE + 1),
                        new Interval(Long.MAX_VALUE - 1, Long.MAX_VALUE));
        assertThat(set.missing(Long.MAX_VALUE - 2, Long.MAX_VALUE))
                .containsExactly(new Interval(Long.MAX_VALUE - 2, Long.MAX_VALUE - 2));
    }

    private static IntervalSet set(List<Long> numbers) {
        IntervalSet set = IntervalSet.EMPTY;
        for (long number : numbers) {
            set = set.with(number);
        }
        return set;
    }

    private static List<Long> members(List<Interval> intervals) {
        return intervals.stream()
                .flatMap(interval -> LongStream.rangeClosed(interval.first(), interval.last())
                        .boxed())
                .toList();
    }
}
