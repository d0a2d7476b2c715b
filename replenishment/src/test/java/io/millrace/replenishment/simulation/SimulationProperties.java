package io.millrace.replenishment.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.Span;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.DemandGrid.Fineness;
import io.millrace.replenishment.demand.RecentSales;
import io.millrace.replenishment.order.Line;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// A simulation keeps what does not change between decisions. It must not show.
class SimulationProperties {
    private static final int KNOWN = 60;
    private static final int PLAYED = 60;
    private static final int REFIT = 25;
    private static final Calendar CALENDAR = new Calendar(Frequency.DAILY, LocalDate.of(2026, 1, 5));

    @Property(tries = 150)
    void shouldOrderWhatTheLiveRuleOrdersWhenItDecidesEachTimeAnew(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 4) int leadTime,
            @ForAll @IntRange(min = 1, max = 7) int review,
            @ForAll Unmet unmet) {
        SplittableRandom random = new SplittableRandom(seed);
        Policy policy = new Policy.TimePhased(target(random));
        LineTerms terms = LineTerms.free().withPack(random.nextInt(1, 4));
        SimulatedItem item = new SimulatedItem(demand(random), Timing.of(leadTime, review), unmet, terms, "all");

        Tally tally = Simulation.run(item, policy, new SimulationOptions(KNOWN, 0, REFIT));

        double[] played = played(item, policy);
        assertThat(tally.ordered()).isEqualTo(played[0]);
        assertThat(tally.served()).isCloseTo(played[1], within(1e-9));
        assertThat(tally.stockUnits()).isCloseTo(played[2], within(1e-9));
    }

    private static Target target(SplittableRandom random) {
        double level = random.nextDouble(0.8, 0.99);
        return switch (random.nextInt(3)) {
            case 0 -> new Target.FillRate(level);
            case 1 -> new Target.CycleService(level);
            default -> new Target.LeastCost(0.01, random.nextDouble(0.02, 1));
        };
    }

    private static DemandSeries demand(SplittableRandom random) {
        double chance = random.nextDouble(0.1, 0.9);
        int most = random.nextInt(2, 9);
        double[] units = new double[KNOWN + PLAYED];
        Arrays.setAll(units, _ -> random.nextDouble() < chance ? random.nextInt(1, most) : 0);
        return DemandSeries.of(new SeriesId("tea"), CALENDAR, units);
    }

    /// Units ordered, units served and units in stock, the plain way: every decision by the live rule, from nothing.
    private static double[] played(SimulatedItem item, Policy policy) {
        Timing timing = item.timing();
        double[] sold = item.demand().units();
        double[] inStock = new double[sold.length];
        Arrays.fill(inStock, 1);
        double[] due = new double[sold.length + timing.nextArrivalPeriods()];
        DemandGrid grid = grid(item, sold, inStock, KNOWN);
        double stock = Math.ceil(grid.mean(new Span(1, timing.nextArrivalPeriods())));
        double[] sums = new double[3];
        for (int day = KNOWN; day < sold.length; day++) {
            int since = day - KNOWN;
            grid = since > 0 && since % REFIT == 0 ? grid(item, sold, inStock, day) : grid;
            stock += due[day];
            due[day] = 0;
            if (since % timing.protection().length() == 0) {
                double[] arrivals = Arrays.copyOfRange(due, day, day + timing.arrivalPeriods() + 1);
                Situation situation = new Situation(
                        grid,
                        timing,
                        item.unmet(),
                        Supply.of(stock, arrivals),
                        item.terms().smallestOrderUnits());
                double units = Line.of("tea", Need.of(policy, situation), situation, item.terms())
                        .units();
                due[day + timing.arrivalPeriods()] += units;
                stock += due[day];
                sums[0] += units;
            }
            double asked = sold[day];
            inStock[day] = item.unmet() == Unmet.LOST && stock <= 0 ? 0 : inStock[day];
            double served = Math.min(asked, Math.max(0, stock));
            stock -= item.unmet() == Unmet.LOST ? served : asked;
            if (item.unmet() == Unmet.LOST && served < asked) {
                sold[day] = served;
                inStock[day] = served / asked;
            }
            sums[1] += served;
            sums[2] += Math.max(0, stock);
        }
        return sums;
    }

    private static DemandGrid grid(SimulatedItem item, double[] sold, double[] inStock, int known) {
        DemandSeries seen =
                item.demand().withUnits(sold).with(Signal.IN_STOCK, inStock).upTo(known);
        return DemandGrid.of(RecentSales.of(seen, 365, 1), item.timing().horizonPeriods(), Fineness.QUICK);
    }
}
