package io.millrace.replenishment.network;

import io.millrace.domain.LocationId;
import io.millrace.forecasting.QuantileCurve;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What a warehouse will be asked for, as a distribution: the sum of what its stores would order, path by path.
public final class WarehouseDemand {
    private final double[][] units;

    private WarehouseDemand(double[][] units) {
        this.units = units;
    }

    /// What one store would order on each of its demand paths.
    ///
    /// @param source where the store is supplied from
    /// @param units by path and period
    public record StorePlan(LocationId store, StoreSource source, List<List<Double>> units) {
        public StorePlan {
            if (units.isEmpty()) {
                throw new IllegalArgumentException("The plan of store " + store + " has no path; give one or more");
            }
            units = units.stream().map(List::copyOf).toList();
        }
    }

    /// Draws a path of each store supplied from the warehouse, independently of the others, again and again.
    ///
    /// @param periods of the plans that count
    /// @param samples how many sums to draw
    public static WarehouseDemand sample(
            LocationId warehouse, List<StorePlan> plans, int periods, int samples, long seed) {
        if (periods < 1 || samples < 1) {
            throw new IllegalArgumentException(
                    periods + " periods and " + samples + " samples; give 1 or more of each");
        }
        StoreSource here = new StoreSource.FromWarehouse(warehouse);
        Random random = new Random(seed);
        double[][] sums = new double[samples][periods];
        for (StorePlan plan : plans) {
            if (plan.source().equals(here)) {
                add(plan, sums, random);
            }
        }
        return new WarehouseDemand(sums);
    }

    private static void add(StorePlan plan, double[][] sums, Random random) {
        for (double[] sum : sums) {
            List<Double> path = plan.units().get(random.nextInt(plan.units().size()));
            for (int period = 0; period < Math.min(sum.length, path.size()); period++) {
                sum[period] += path.get(period);
            }
        }
    }

    /// Of the periods from the first up to, not including, the last, together.
    public QuantileCurve sum(int from, int to) {
        double[] totals = Arrays.stream(units)
                .mapToDouble(path -> Arrays.stream(path, from, to).sum())
                .sorted()
                .toArray();
        double[] values = new double[QuantileCurve.gridSize()];
        for (int index = 0; index < values.length; index++) {
            double at = QuantileCurve.gridLevel(index) * (totals.length - 1);
            int below = (int) at;
            int above = Math.min(below + 1, totals.length - 1);
            values[index] = totals[below] + (at - below) * (totals[above] - totals[below]);
        }
        return QuantileCurve.of(values);
    }
}
