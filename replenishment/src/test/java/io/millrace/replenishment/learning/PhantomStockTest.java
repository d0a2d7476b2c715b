package io.millrace.replenishment.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.replenishment.learning.CountTasks.Shelf;
import io.millrace.replenishment.learning.PhantomStock.SilentDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PhantomStockTest {
    private static final LocationId STORE = LocationId.of("store");

    @Test
    void shouldFollowBayesWhenDaysAreSilent() {
        var day = new SilentDay(0.5, 1, 1, true);

        // 0.1 against 0.9 × 0.5³.
        assertThat(PhantomStock.posterior(0.1, Collections.nCopies(3, day))).isCloseTo(0.1 / 0.2125, within(1e-12));
    }

    @Test
    void shouldWeighADayByHoursPromotionAndRange() {
        var full = new SilentDay(0.25, 1, 1, true);

        assertThat(posterior(new SilentDay(0.25, 0.5, 1, true)))
                .isCloseTo(posterior(new SilentDay(0.5, 1, 1, true)), within(1e-12))
                .isLessThan(posterior(full));
        assertThat(posterior(new SilentDay(0.25, 1, 2, true)))
                .isCloseTo(PhantomStock.posterior(0.1, List.of(full, full)), within(1e-12));
        assertThat(posterior(new SilentDay(0.25, 0, 1, true))).isCloseTo(0.1, within(1e-12));
        assertThat(posterior(new SilentDay(0, 1, 1, false))).isCloseTo(0.1, within(1e-12));
    }

    private static double posterior(SilentDay day) {
        return PhantomStock.posterior(0.1, List.of(day));
    }

    @Property(tries = 200)
    void shouldOnlyGrowMoreCertainWhenSilenceGoesOn(
            @ForAll @DoubleRange(min = 0, max = 1) double prior,
            @ForAll @DoubleRange(min = 0, max = 1) double noSale,
            @ForAll @IntRange(min = 0, max = 30) int days) {
        var day = new SilentDay(noSale, 1, 1, true);

        double before = PhantomStock.posterior(prior, Collections.nCopies(days, day));
        double after = PhantomStock.posterior(prior, Collections.nCopies(days + 1, day));

        assertThat(after).isBetween(before - 1e-12, 1.0);
    }

    /// 5,000 shelves with Poisson demand of 0.05 to 2 a day, looked at over 1 to 14 days, 3 % of them empty against the
    /// book, 60 counts a day. A sale proves that a shelf is not empty.
    @Test
    void shouldFindAsManyWrongBooksAsItPromisesWhenFaultsAreSeeded() {
        Random random = new Random(20);
        List<Shelf> shelves = new ArrayList<>();
        Set<Shelf> wrong = new HashSet<>();
        for (int shelf = 0; shelf < 5_000; shelf++) {
            double rate = 0.05 + random.nextDouble() * 1.95;
            boolean empty = random.nextDouble() < 0.03;
            int silent = 1 + random.nextInt(14);
            if (!empty && sellsWithin(silent, rate, random)) {
                continue;
            }
            var day = new SilentDay(Math.exp(-rate), 1, 1, true);
            double posterior = PhantomStock.posterior(0.03, Collections.nCopies(silent, day));
            var candidate = new Shelf(STORE, Sku.of("item-" + shelf), posterior, rate, 14, 5);
            shelves.add(candidate);
            if (empty) {
                wrong.add(candidate);
            }
        }

        List<Shelf> tasks = CountTasks.choose(shelves, 300);

        double expected =
                tasks.stream().mapToDouble(Shelf::phantomProbability).average().orElseThrow();
        double precision = CountTasks.precision(tasks, wrong);
        assertThat(tasks).hasSize(60);
        assertThat(precision).isGreaterThan(0.75).isCloseTo(expected, within(0.12));
    }

    private static boolean sellsWithin(int days, double rate, Random random) {
        return random.nextDouble() >= Math.exp(-rate * days);
    }

    @Test
    void shouldSpendTheBudgetOnWhatIsWorthMostForAMinute() {
        var quick = new Shelf(STORE, Sku.of("quick"), 0.5, 10, 10, 5);
        var slow = new Shelf(STORE, Sku.of("slow"), 0.5, 12, 10, 20);
        var sure = new Shelf(STORE, Sku.of("sure"), 0, 100, 10, 1);

        assertThat(CountTasks.choose(List.of(slow, sure, quick), 20)).containsExactly(quick);
        assertThat(CountTasks.choose(List.of(slow, sure, quick), 25)).containsExactly(quick, slow);
        assertThat(CountTasks.precision(List.of(), Set.of())).isEqualTo(1);
    }
}
