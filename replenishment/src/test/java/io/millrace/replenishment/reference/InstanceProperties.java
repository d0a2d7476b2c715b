package io.millrace.replenishment.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/// Instances of the kinds of the file with other parameters, against trying everything with costs that are worked out
/// here from the definitions alone.
class InstanceProperties {
    private static final int DEMAND_MAX = 80;

    @Property(tries = 40)
    void shouldStockWhatCostsLeastForOnePeriodAndItsLeadTime(@ForAll @LongRange(max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double holding = random.nextDouble(0.1, 3);
        double stockout = random.nextDouble(0.2, 40);
        double mean = random.nextDouble(0.3, 9);
        int leadTime = random.nextInt(3);

        InstanceResult result = solved(
                "newsvendor_poisson",
                Map.of("holding_cost", holding, "stockout_cost", stockout, "mean", mean, "lead_time", leadTime));

        double[] demand = poisson(mean * (leadTime + 1));
        double least = Double.POSITIVE_INFINITY;
        for (int stock = 0; stock <= DEMAND_MAX; stock++) {
            least = Math.min(least, period(demand, holding, stockout, stock));
        }
        assertThat(result.cost()).isCloseTo(least, within(1e-9 * least));
        assertThat(period(demand, holding, stockout, whole(result, "S"))).isCloseTo(least, within(1e-9 * least));
    }

    @Property(tries = 25)
    void shouldFindLevelsThatNoOthersBeatInTheLongRun(@ForAll @LongRange(max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double holding = random.nextDouble(0.2, 2);
        double stockout = random.nextDouble(1, 30);
        double fixed = random.nextDouble(0, 60);
        double mean = random.nextDouble(1, 12);

        InstanceResult result = solved(
                "sS_poisson_exact",
                Map.of("holding_cost", holding, "stockout_cost", stockout, "fixed_cost", fixed, "mean", mean));

        double[] demand = poisson(mean);
        int low = whole(result, "s");
        int high = whole(result, "S");
        double best = longRun(demand, holding, stockout, fixed, low, high);
        assertThat(result.cost()).isCloseTo(best, within(1e-6 * best));
        for (int other = 0; other < 60; other++) {
            int lower = low + (other < 25 ? other / 5 - 2 : random.nextInt(-15, 16));
            int higher = Math.max(lower + 1, high + (other < 25 ? other % 5 - 2 : random.nextInt(-15, 30)));
            assertThat(longRun(demand, holding, stockout, fixed, lower, higher))
                    .isGreaterThanOrEqualTo(best * (1 - 1e-9));
        }
    }

    @Property(tries = 40)
    void shouldFindTheBestReorderPointAndQuantityOfAll(@ForAll @LongRange(max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double holding = random.nextDouble(0.5, 20);
        double stockout = random.nextDouble(5, 200);
        double fixed = random.nextDouble(1, 150);
        double rate = random.nextDouble(0.5, 4);
        double leadTime = random.nextDouble(0.2, 4);

        InstanceResult result = solved(
                "rQ_poisson_exact",
                Map.of(
                        "holding_cost", holding,
                        "stockout_cost", stockout,
                        "fixed_cost", fixed,
                        "demand_mean", rate,
                        "lead_time", leadTime));

        double[] demand = poisson(rate * leadTime);
        double least = Double.POSITIVE_INFINITY;
        for (int point = -40; point < 40; point++) {
            double sum = fixed * rate;
            for (int quantity = 1; quantity <= 120; quantity++) {
                sum += period(demand, holding, stockout, point + quantity);
                least = Math.min(least, sum / quantity);
            }
        }
        assertThat(result.cost()).isCloseTo(least, within(1e-9 * least));
    }

    @Property(tries = 40)
    void shouldFindALotThatNoOtherBeatsWhenPricesFallWithIt(@ForAll @LongRange(max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double fixed = random.nextDouble(1, 60);
        double rate = random.nextDouble(0.05, 0.5);
        double demand = random.nextDouble(50, 2_000);
        double second = random.nextInt(20, 300);
        double third = second + random.nextInt(20, 500);
        double price = random.nextDouble(1, 20);
        List<Double> breakpoints = List.of(0.0, second, third);
        List<Double> prices = List.of(price, price * random.nextDouble(0.8, 0.99), price * random.nextDouble(0.6, 0.8));

        for (String kind : List.of("eoq_all_units_discounts", "eoq_incremental_discounts")) {
            InstanceResult result = solved(
                    kind,
                    Map.of(
                            "fixed_cost", fixed,
                            "holding_cost_rate", rate,
                            "demand_rate", demand,
                            "breakpoints", breakpoints,
                            "unit_costs", prices));
            double least = Double.POSITIVE_INFINITY;
            for (double lot = 1; lot < 5_000; lot += 0.25) {
                double bought = kind.contains("all")
                        ? lot * unitPrice(lot, breakpoints, prices)
                        : money(lot, breakpoints, prices);
                double cost = (fixed + bought) * demand / lot + rate * bought / 2;
                least = Math.min(least, cost);
            }
            assertThat(result.cost()).isLessThanOrEqualTo(least * (1 + 1e-9)).isGreaterThan(least * (1 - 1e-3));
        }
    }

    private static double unitPrice(double lot, List<Double> breakpoints, List<Double> prices) {
        double price = prices.getFirst();
        for (int region = 1; region < prices.size(); region++) {
            price = lot >= breakpoints.get(region) ? prices.get(region) : price;
        }
        return price;
    }

    private static double money(double lot, List<Double> breakpoints, List<Double> prices) {
        double money = 0;
        for (int region = 0; region < prices.size(); region++) {
            double end = region + 1 < prices.size() ? breakpoints.get(region + 1) : Double.POSITIVE_INFINITY;
            money += prices.get(region) * Math.max(0, Math.min(lot, end) - breakpoints.get(region));
        }
        return money;
    }

    private static InstanceResult solved(String kind, Map<String, ?> parameters) {
        InstanceResult result = Instance.of(Map.of("id", "other", "kind", kind, "params", parameters))
                .solve();
        assertThat(result.error()).isNull();
        return result;
    }

    private static int whole(InstanceResult result, String name) {
        return ((Number) result.parameters().get(name)).intValue();
    }

    private static double[] poisson(double mean) {
        double[] mass = new double[DEMAND_MAX + 1];
        mass[0] = Math.exp(-mean);
        for (int units = 1; units < mass.length; units++) {
            mass[units] = mass[units - 1] * mean / units;
        }
        return mass;
    }

    private static double period(double[] demand, double holding, double stockout, int stock) {
        double cost = 0;
        for (int units = 0; units < demand.length; units++) {
            cost += demand[units] * (holding * Math.max(0, stock - units) + stockout * Math.max(0, units - stock));
        }
        return cost;
    }

    /// The mean cost of a period after so many that nobody remembers the first: the stock after each order is followed
    /// from one period to the next.
    private static double longRun(double[] demand, double holding, double stockout, double fixed, int low, int high) {
        double[] chance = new double[high - low];
        Arrays.fill(chance, 1.0 / chance.length);
        double before = -1;
        double cost = 0;
        for (int round = 0; round < 20_000 && Math.abs(cost - before) > 1e-13 * cost; round++) {
            double[] next = new double[chance.length];
            for (int stock = low + 1; stock <= high; stock++) {
                double here = chance[stock - low - 1];
                double stays = 0;
                for (int units = 0; units < Math.min(demand.length, stock - low); units++) {
                    next[stock - units - low - 1] += here * demand[units];
                    stays += demand[units];
                }
                next[high - low - 1] += here * (1 - stays);
            }
            for (int i = 0; i < chance.length; i++) {
                chance[i] = (chance[i] + next[i]) / 2;
            }
            before = cost;
            cost = cost(chance, demand, holding, stockout, fixed, low);
        }
        return cost;
    }

    private static double cost(
            double[] chance, double[] demand, double holding, double stockout, double fixed, int low) {
        double cost = 0;
        for (int i = 0; i < chance.length; i++) {
            int stock = low + 1 + i;
            double ordering = 1;
            for (int units = 0; units < Math.min(demand.length, stock - low); units++) {
                ordering -= demand[units];
            }
            cost += chance[i] * (period(demand, holding, stockout, stock) + fixed * ordering);
        }
        return cost;
    }
}
