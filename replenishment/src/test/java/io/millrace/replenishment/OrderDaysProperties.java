package io.millrace.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OrderDaysProperties {
    private static final int PERIODS = 21;

    @Property
    void shouldCoverUntilTheFirstLaterOrderThatArrivesLater(
            @ForAll("calendars") List<Boolean> orderable,
            @ForAll("calendars") List<Boolean> receivable,
            @ForAll @IntRange(max = 8) int lead) {
        Optional<Timing> found = new OrderDays(bits(orderable), bits(receivable), lead).now();

        assertThat(found).isEqualTo(searched(orderable, receivable, lead));
    }

    /// The same, tried day by day.
    private static Optional<Timing> searched(List<Boolean> orderable, List<Boolean> receivable, int lead) {
        int arrival = orderable.getFirst() ? arrival(receivable, lead) : PERIODS;
        for (int next = 1; arrival < PERIODS && next < PERIODS; next++) {
            int nextArrival = arrival(receivable, next + lead);
            if (orderable.get(next) && nextArrival > arrival && nextArrival < PERIODS) {
                return Optional.of(new Timing(arrival, nextArrival));
            }
        }
        return Optional.empty();
    }

    private static int arrival(List<Boolean> receivable, int from) {
        int day = from;
        while (day < PERIODS && !receivable.get(day)) {
            day++;
        }
        return day;
    }

    @Property
    void shouldBeTheSteadyRhythmWhenEveryDayIsOpen(
            @ForAll @IntRange(max = 6) int lead, @ForAll @IntRange(min = 1, max = 6) int review) {
        BitSet always = new BitSet();
        always.set(0, PERIODS);
        BitSet orderable = new BitSet();
        for (int day = 0; day < PERIODS; day += review) {
            orderable.set(day);
        }

        assertThat(new OrderDays(orderable, always, lead).now()).contains(Timing.of(lead, review));
    }

    @Example
    void shouldSkipTheClosedWeekendWhenFridaysOrderIsAllThatArrivesOnMonday() {
        BitSet weekdays = new BitSet();
        for (int day : List.of(0, 3, 4, 5, 6, 7)) {
            weekdays.set(day);
        }

        // Today is a Friday; what is ordered today is there in two days, or on Monday, like what is ordered tomorrow.
        BitSet everyDay = new BitSet();
        everyDay.set(0, 8);
        assertThat(new OrderDays(everyDay, weekdays, 2).now()).contains(new Timing(3, 4));
        assertThat(new OrderDays(weekdays, weekdays, 2).now()).contains(new Timing(3, 5));
    }

    @Example
    void shouldRefuseALeadTimeBelowZero() {
        assertThatThrownBy(() -> new OrderDays(new BitSet(), new BitSet(), -1))
                .hasMessageContaining("0 periods or more, not -1");
    }

    private static BitSet bits(List<Boolean> days) {
        BitSet bits = new BitSet();
        for (int day = 0; day < days.size(); day++) {
            bits.set(day, days.get(day));
        }
        return bits;
    }

    @Provide
    Arbitrary<List<Boolean>> calendars() {
        return Arbitraries.of(true, true, false).list().ofSize(PERIODS);
    }
}
