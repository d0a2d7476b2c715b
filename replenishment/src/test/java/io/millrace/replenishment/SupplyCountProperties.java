package io.millrace.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.replenishment.SupplyCount.Alert;
import io.millrace.replenishment.SupplyCount.Books;
import io.millrace.replenishment.SupplyCount.Incoming;
import io.millrace.replenishment.SupplyCount.OverdueTail;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SupplyCountProperties {
    private static final OverdueTail UNKNOWN = OverdueTail.unknown();

    @Property
    void shouldCountNoMoreThanThereIsAndNoMoreThanComes(
            @ForAll @DoubleRange(min = -20, max = 50) double free,
            @ForAll @DoubleRange(min = 0, max = 60) double expiring,
            @ForAll @DoubleRange(min = 0, max = 30) double waiting,
            @ForAll("incoming") List<Incoming> incoming,
            @ForAll @IntRange(min = 1, max = 12) int periods) {
        SupplyCount count = SupplyCount.of(new Books(free, expiring, waiting), incoming, UNKNOWN, periods);

        double sent = incoming.stream()
                .filter(order -> order.duePeriod() <= periods)
                .mapToDouble(order -> order.units() * order.expectedFill())
                .sum();
        assertThat(count.supply().stockUnits()).isBetween(-waiting, Math.max(0, free) - waiting);
        assertThat(count.supply().onTheWayUnits()).isLessThanOrEqualTo(sent + 1e-9);
        assertThat(count.alerts().contains(Alert.COUNT_NEGATIVE_STOCK)).isEqualTo(free < 0);
        assertThat(count.alerts().contains(Alert.CHASE_OVERDUE_ORDER))
                .isEqualTo(incoming.stream().anyMatch(order -> order.duePeriod() < 1));
        assertThat(count.alerts()).doesNotHaveDuplicates();
    }

    @Property
    void shouldCountWhatIsDueInItsPeriodByWhatIsUsuallySent(
            @ForAll @IntRange(min = 1, max = 6) int due,
            @ForAll @DoubleRange(min = 0, max = 40) double units,
            @ForAll @DoubleRange(min = 0, max = 1) double fill) {
        SupplyCount count = SupplyCount.of(new Books(7, 0, 0), List.of(new Incoming(units, due, fill)), UNKNOWN, 6);

        for (int period = 1; period <= 6; period++) {
            assertThat(count.supply().arrival(period)).isEqualTo(period == due ? units * fill : 0);
        }
        assertThat(count.alerts()).isEmpty();
    }

    @Property
    void shouldCountLessOfAnOrderTheLongerItIsOverdue(
            @ForAll @DoubleRange(min = 1, max = 40) double units, @ForAll @IntRange(min = 1, max = 10) int overdue) {
        double now = overdue(units, overdue).onTheWayUnits();
        double later = overdue(units, overdue + 1).onTheWayUnits();

        assertThat(later).isLessThan(now);
        assertThat(now).isLessThan(units);
    }

    private static Supply overdue(double units, int periods) {
        return SupplyCount.of(new Books(0, 0, 0), List.of(new Incoming(units, 1 - periods, 1)), UNKNOWN, 20)
                .supply();
    }

    @Example
    void shouldNotLetALostOrderBlockANewOne() {
        assertThat(overdue(100, 15).onTheWayUnits()).isLessThan(1);
    }

    @Example
    void shouldSpreadAnOverdueOrderOverThePeriodsItMayStillComeIn() {
        OverdueTail tail = (periods, overdue) -> 0.2 * Math.min(periods, 3);

        SupplyCount count = SupplyCount.of(new Books(-4, 0, 2), List.of(new Incoming(10, 0, 0.9)), tail, 4);

        assertThat(count.supply().stockUnits()).isEqualTo(-2);
        assertThat(count.supply().arrival(1)).isCloseTo(1.8, within(1e-12));
        assertThat(count.supply().arrival(3)).isCloseTo(1.8, within(1e-12));
        assertThat(count.supply().arrival(4)).isCloseTo(0, within(1e-12));
        assertThat(count.alerts()).containsExactly(Alert.COUNT_NEGATIVE_STOCK, Alert.CHASE_OVERDUE_ORDER);
    }

    @Example
    void shouldTakeOffWhatExpiresButNeverMoreThanThereIs() {
        assertThat(SupplyCount.of(new Books(10, 4, 0), List.of(), UNKNOWN, 1).supply())
                .isEqualTo(Supply.of(6, 0));
        assertThat(SupplyCount.of(new Books(10, 14, 3), List.of(), UNKNOWN, 1).supply())
                .isEqualTo(Supply.of(-3, 0));
    }

    @Example
    void shouldRefuseWhatCannotBeOnTheWay() {
        assertThatThrownBy(() -> new Incoming(-1, 1, 1)).hasMessageContaining("not -1.0 and 1.0");
        assertThatThrownBy(() -> new Incoming(1, 1, 1.1)).hasMessageContaining("a fill from 0 to 1, not 1.0 and 1.1");
    }

    @Provide
    Arbitrary<List<Incoming>> incoming() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 40),
                        Arbitraries.integers().between(-5, 14),
                        Arbitraries.doubles().between(0, 1))
                .as(Incoming::new)
                .list()
                .ofMaxSize(4);
    }
}
