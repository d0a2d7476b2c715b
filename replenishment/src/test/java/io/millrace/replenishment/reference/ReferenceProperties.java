package io.millrace.replenishment.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/// Each search against trying everything.
class ReferenceProperties {
    @Property(tries = 60)
    void shouldFindTheBestLevelsOfAll(
            @ForAll @DoubleRange(min = 0.2, max = 8) double mean,
            @ForAll @DoubleRange(min = 0, max = 40) double fixed,
            @ForAll @DoubleRange(min = 1, max = 50) double stockout) {
        WholeDemand demand = WholeDemand.poisson(mean);

        LevelPolicy best = LevelPolicy.optimal(demand, demand, fixed, 1, stockout);

        double least = Double.POSITIVE_INFINITY;
        for (int low = -12; low < 25; low++) {
            for (int high = low + 1; high < 60; high++) {
                least = Math.min(least, LevelPolicy.cost(demand, demand, fixed, 1, stockout, low, high));
            }
        }
        assertThat(best.cost()).isCloseTo(least, within(1e-9 * least));
    }

    @Property(tries = 60)
    void shouldFindTheBestScheduleOfAll(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random random = new Random(seed);
        List<DynamicLotSizing.Period> periods = new ArrayList<>();
        for (int period = 0; period < 7; period++) {
            periods.add(new DynamicLotSizing.Period(
                    random.nextInt(4) * 10, random.nextInt(50), random.nextInt(3), random.nextInt(3)));
        }

        DynamicLotSizing.Schedule best = DynamicLotSizing.schedule(periods);

        assertThat(DynamicLotSizing.cost(periods, best.orders())).isCloseTo(best.cost(), within(1e-9));
        for (int pattern = 0; pattern < 1 << 7; pattern++) {
            assertThat(DynamicLotSizing.cost(periods, orders(periods, pattern)))
                    .isGreaterThanOrEqualTo(best.cost() - 1e-9);
        }
    }

    /// Orders in the periods of the pattern's bits, each up to the next.
    private static List<Double> orders(List<DynamicLotSizing.Period> periods, int pattern) {
        Double[] orders = new Double[periods.size()];
        int last = -1;
        for (int period = 0; period < orders.length; period++) {
            orders[period] = 0.0;
            last = ((pattern >> period) & 1) == 1 ? period : last;
            if (last >= 0) {
                orders[last] += periods.get(period).demand();
            }
        }
        return List.of(orders);
    }

    @Property(tries = 20)
    void shouldFindTheBestPromisesOfAll(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random random = new Random(seed);
        List<List<String>> successors =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int stage = 1; stage < 4; stage++) {
            int other = random.nextInt(stage);
            boolean up = random.nextBoolean();
            successors.get(up ? stage : other).add(String.valueOf(up ? other : stage));
        }
        List<ServiceTree.Stage> stages = new ArrayList<>();
        for (int stage = 0; stage < 4; stage++) {
            boolean sells = successors.get(stage).isEmpty();
            stages.add(new ServiceTree.Stage(
                    String.valueOf(stage),
                    successors.get(stage),
                    random.nextInt(3),
                    1 + random.nextInt(5),
                    random.nextInt(3) == 0 ? 1 : null,
                    sells ? random.nextInt(3) : null,
                    sells ? 1.0 + random.nextInt(3) : null,
                    1));
        }

        ServiceTree.Promises best = ServiceTree.best(stages);

        assertThat(ServiceTree.cost(stages, best.serviceTimes())).isCloseTo(best.cost(), within(1e-9));
        double least = Double.POSITIVE_INFINITY;
        for (int pattern = 0; pattern < 9 * 9 * 9 * 9; pattern++) {
            Map<String, Integer> promises = new LinkedHashMap<>();
            int rest = pattern;
            for (int stage = 0; stage < 4; stage++) {
                promises.put(String.valueOf(stage), rest % 9);
                rest /= 9;
            }
            least = Math.min(least, ServiceTree.cost(stages, promises));
        }
        assertThat(least).isGreaterThanOrEqualTo(best.cost() - 1e-9);
    }

    @Property(tries = 40)
    void shouldNotImproveWhenNormalReorderPointOrQuantityMove(
            @ForAll @DoubleRange(min = 0, max = 60) double deviation,
            @ForAll @DoubleRange(min = 1, max = 200) double fixed,
            @ForAll @DoubleRange(min = 0.5, max = 100) double stockout) {
        QuantityPolicy best = QuantityPolicy.normal(500, 80, deviation, fixed, 1, stockout);

        for (double move : new double[] {-0.5, 0, 0.5}) {
            for (double stretch : new double[] {0.99, 1, 1.01}) {
                double cost = QuantityPolicy.normalCost(
                        500, 80, deviation, fixed, 1, stockout, best.reorderPoint() + move, best.quantity() * stretch);
                assertThat(cost).isGreaterThanOrEqualTo(best.cost() * (1 - 1e-9));
            }
        }
    }

    @Property(tries = 60)
    void shouldKeepMeanAndMassOfEveryFamily(
            @ForAll @DoubleRange(min = 0, max = 3000) double mean, @ForAll @IntRange(min = 1, max = 40) int shape) {
        assertThat(WholeDemand.poisson(mean).mean()).isCloseTo(mean, within(1e-9 * Math.max(1, mean)));
        double probability = shape / (shape + mean);
        assertThat(WholeDemand.negativeBinomial(shape, probability).mean())
                .isCloseTo(mean, within(1e-8 * Math.max(1, mean)));
        assertThat(WholeDemand.poisson(mean).above(-1)).isEqualTo(1);
    }
}
