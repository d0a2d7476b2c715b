package io.millrace.benchmarks.plan;

import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.SumModel;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.DemandGrid.Fineness;
import io.millrace.replenishment.order.Line;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.order.Offer;
import io.millrace.replenishment.order.OrderBuilder;
import io.millrace.replenishment.order.SupplierOrder;
import io.millrace.replenishment.order.SupplierTerms;
import io.millrace.replenishment.order.Worth;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Item-locations with forecasts that differ by weekday, from rare to frequent, every other one with sums that are
/// wider than those of days that know nothing of each other.
final class ItemLocations {
    private static final int FORECASTS = 2_000;
    private static final int HORIZON_DAYS = 14;
    private static final int WEEK = 7;
    private static final int LINES_PER_ORDER = 100;
    private static final double WIDER = 1.4;

    private final List<Forecast> forecasts;

    private ItemLocations(List<Forecast> forecasts) {
        this.forecasts = forecasts;
    }

    static ItemLocations seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < FORECASTS; i++) {
            SumModel sums = i % 2 == 0 ? new IndependentSums() : ItemLocations::wide;
            forecasts.add(forecast(Math.exp(random.nextDouble(-2, 3.5)), random.nextDouble(0.1, 0.8), sums));
        }
        return new ItemLocations(forecasts);
    }

    /// A day sells with some chance, and then some times what it sells on average.
    private static Forecast forecast(double daily, double chance, SumModel sums) {
        List<QuantileCurve> days = new ArrayList<>();
        double[] means = new double[HORIZON_DAYS];
        for (int day = 0; day < HORIZON_DAYS; day++) {
            double level = daily * (1 + 0.3 * Math.sin(2 * Math.PI * day / WEEK));
            double[] values = new double[QuantileCurve.gridSize()];
            for (int i = 0; i < values.length; i++) {
                double share = (QuantileCurve.gridLevel(i) - (1 - chance)) / chance;
                values[i] = share <= 0 ? 0 : Math.ceil(-level / chance * Math.log(1 - share));
            }
            days.add(QuantileCurve.of(values));
            means[day] = days.getLast().mean();
        }
        return Forecast.of(means, days, sums);
    }

    /// Sums of days whose level is not known for sure.
    private static QuantileCurve wide(double mean, List<QuantileCurve> days, int first) {
        QuantileCurve independent = new IndependentSums().sum(mean, days, first);
        double[] values = new double[QuantileCurve.gridSize()];
        Arrays.setAll(values, i -> mean + WIDER * (independent.gridValue(i) - mean));
        return QuantileCurve.of(values);
    }

    /// Decides the orders of so many, and returns how many lines ask for something.
    long evaluate(int count) {
        return IntStream.range(0, count / LINES_PER_ORDER)
                .parallel()
                .mapToLong(this::order)
                .sum();
    }

    private long order(int supplier) {
        SplittableRandom random = new SplittableRandom(supplier);
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < LINES_PER_ORDER; i++) {
            offers.add(offer("item-" + i, forecasts.get(random.nextInt(FORECASTS)), random));
        }
        List<SupplierOrder> orders = OrderBuilder.build(offers, SupplierTerms.free("supplier"));
        return orders.stream()
                .flatMap(each -> each.lines().stream())
                .filter(line -> line.units() > 0)
                .count();
    }

    private static Offer offer(String item, Forecast forecast, SplittableRandom random) {
        Timing timing = Timing.of(random.nextInt(1, 7), random.nextInt(1, 8));
        LineTerms terms =
                LineTerms.free().withPack(random.nextBoolean() ? 1 : 6).withUnitCost(random.nextInt(1, 20));
        double weekly = forecast.mean(1) * WEEK;
        Supply supply = Supply.of(Math.rint(random.nextDouble() * weekly), 0, Math.rint(random.nextDouble() * 3));
        Target target = random.nextBoolean() ? new Target.FillRate(0.97) : new Target.LeastCost(0.01, 1);
        Policy policy = new Policy.TimePhased(target);
        DemandGrid demand = DemandGrid.of(forecast, timing.horizonPeriods(), Fineness.QUICK);
        Situation situation = new Situation(demand, timing, Unmet.LOST, supply, terms.smallestOrderUnits());
        Line line = Line.of(item, Need.of(policy, situation), situation, terms);
        return new Offer(line, situation, terms, "dry", Worth.of(policy, situation, 0.01));
    }
}
