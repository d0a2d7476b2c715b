package io.millrace.replenishment.fresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshTest {
    private static final int LIFE = 3;
    private static final int DAYS = 600;
    private static final double MEAN = 6;

    @Test
    void shouldTakeOldestAndNewestByTheirShares() {
        AgedStock stock = AgedStock.of(4, 4, 4);

        assertThat(stock.day(4, 0).wasted()).isZero();
        assertThat(stock.day(4, 1).wasted()).isEqualTo(4);
        assertThat(stock.day(4, 0.5).wasted()).isEqualTo(2);
        assertThat(stock.day(20, 0.5).sold()).isEqualTo(12);
    }

    @Test
    void shouldDeductWhatWillExpireUnsold() {
        double[][] paths = {{1, 1, 1}, {3, 3, 3}};

        assertThat(FreshRules.expectedWaste(AgedStock.of(2, 2, 2), paths, 3, 0)).isCloseTo(1.5, within(1e-12));
    }

    @Property(tries = 200)
    void shouldNeitherLoseNorMakeUnits(
            @ForAll @DoubleRange(min = 0, max = 30) double demand,
            @ForAll @DoubleRange(min = 0, max = 1) double newest,
            @ForAll @IntRange(min = 0, max = 9) int first,
            @ForAll @IntRange(min = 0, max = 9) int second) {
        AgedStock stock = AgedStock.of(first, second, 5);

        AgedStock.Day day = stock.day(demand, newest);

        assertThat(day.sold() + day.wasted() + day.rest().total()).isCloseTo(stock.total(), within(1e-9));
        assertThat(day.sold()).isCloseTo(Math.min(demand, stock.total()), within(1e-9));
    }

    /// A newsvendor in disguise: with a shelf life of a day the critical ratio decides.
    @Test
    void shouldOrderTheCriticalFractileWhenNothingKeeps() {
        double[][] paths = new double[100][];
        for (int path = 0; path < paths.length; path++) {
            paths[path] = new double[] {path};
        }
        var terms = new FreshRules.Terms(0, 1, 3, 1);

        int packs = FreshRules.packs(
                AgedStock.of(), new FreshRules.Occasion(0, 1, List.of(), List.of(0.0)), paths, terms, 1, 200);

        assertThat(packs).isBetween(74, 75);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldWasteLessThanAnAgeBlindPolicyAtEqualFill(int leadDays) {
        Result aware = simulate(leadDays == 0 ? FreshTest::aware : FreshTest::awareOfTomorrow, leadDays);
        Result above = simulate(stock -> blind(stock, 40), leadDays);
        Result below = above;
        for (int level = 39; above.fill() > aware.fill() && level > 0; level--) {
            int target = level;
            below = above;
            above = simulate(stock -> blind(stock, target), leadDays);
        }

        // `above` is now just short of the fill, `below` just beyond it.
        double share = (aware.fill() - above.fill()) / (below.fill() - above.fill());
        double blindWaste = above.waste() + share * (below.waste() - above.waste());
        assertThat(aware.fill()).isBetween(0.93, 0.995);
        assertThat(aware.waste()).isLessThan(0.9 * blindWaste);
    }

    private interface Orders {
        int units(AgedStock stock);
    }

    private record Result(double fill, double waste) {}

    private static final double[][] PATHS = paths();

    private static double[][] paths() {
        Random random = new Random(1);
        double[][] paths = new double[60][LIFE + 1];
        for (double[] path : paths) {
            for (int day = 0; day < path.length; day++) {
                path[day] = poisson(random);
            }
        }
        return paths;
    }

    private static int aware(AgedStock stock) {
        var terms = new FreshRules.Terms(0.5, LIFE, 2, 1);
        return FreshRules.packs(stock, new FreshRules.Occasion(0, 1, List.of(), List.of(8.0)), PATHS, terms, 1, 60);
    }

    private static int awareOfTomorrow(AgedStock stock) {
        var terms = new FreshRules.Terms(0.5, LIFE, 4, 1);
        var occasion = new FreshRules.Occasion(1, 2, List.of(), List.of(2 * MEAN));
        return FreshRules.steadyPacks(stock, occasion, PATHS, terms, 1, 60);
    }

    private static int blind(AgedStock stock, int target) {
        return (int) Math.max(0, target - stock.total());
    }

    /// A delivery each morning, ordered then or the morning before, and customers half of whom reach for the newest.
    private static Result simulate(Orders orders, int leadDays) {
        Random random = new Random(2);
        AgedStock stock = AgedStock.of();
        double sold = 0;
        double wasted = 0;
        double asked = 0;
        int arriving = 0;
        for (int day = 0; day < DAYS; day++) {
            double demand = poisson(random);
            AgedStock received = stock.with(arriving, LIFE);
            int ordered = orders.units(received);
            AgedStock.Day passed = (leadDays == 0 ? received.with(ordered, LIFE) : received).day(demand, 0.5);
            arriving = leadDays == 0 ? 0 : ordered;
            asked += demand;
            sold += passed.sold();
            wasted += passed.wasted();
            stock = passed.rest();
        }
        return new Result(sold / asked, wasted);
    }

    private static int poisson(Random random) {
        double product = random.nextDouble();
        int count = 0;
        while (product > Math.exp(-MEAN)) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
