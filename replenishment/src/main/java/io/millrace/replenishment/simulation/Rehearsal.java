package io.millrace.replenishment.simulation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.replenishment.policy.ClassFill;
import io.millrace.replenishment.policy.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// What fill rates a class of items would have reached in the past, had it been ordered with one pressure or another:
/// where the steering to a fill rate begins. Beliefs are learned of what was known before the part that is played.
public final class Rehearsal {
    private static final double[] PRESSURES = {1, 2, 3, 4.5, 6, 8};
    /// Beyond the highest pressure that was played, another halving of what is short costs so much more.
    private static final double STEEPEST = 0.2;

    private final List<Point> points;

    private Rehearsal(List<Point> points) {
        this.points = points.stream()
                .sorted(Comparator.comparingDouble(Point::effort))
                .toList();
    }

    /// @param effort −log of the share that was short
    private record Point(double pressure, double effort) {}

    /// Plays the last third of what is known of items, each counting the same.
    ///
    /// @param items whose demand ends with what is known; as much of each
    /// @param learning what is believed by somebody who knows these histories
    public static Rehearsal of(List<SimulatedItem> items, Function<List<DemandSeries>, Beliefs> learning, int refit) {
        int known = items.getFirst().demand().length();
        if (items.stream().anyMatch(item -> item.demand().length() != known)) {
            throw new IllegalArgumentException("As much must be known of each item to rehearse them together");
        }
        int warmUp = 2 * known / 3;
        int settle = Math.min(warmUp / 2, items.getFirst().timing().horizonPeriods());
        Beliefs beliefs = learning.apply(
                items.stream().map(item -> item.demand().upTo(warmUp)).toList());
        List<Point> points = new ArrayList<>();
        for (double pressure : PRESSURES) {
            Learner learner = (item, sold, inStock) -> new Learner.Belief(
                    beliefs.of(item, sold, inStock),
                    new Policy.TimePhased(ClassFill.target(
                            pressure, item.timing().protection().length())));
            List<Tally> tallies =
                    Simulation.together(items, learner, new SimulationOptions(warmUp, settle, refit), () -> {});
            tallies.stream()
                    .filter(tally -> tally.asked() > 0)
                    .mapToDouble(Tally::fillRate)
                    .average()
                    .ifPresent(fill -> points.add(new Point(pressure, -Math.log(Math.max(1e-4, 1 - fill)))));
        }
        return new Rehearsal(points);
    }

    /// Where to begin for a fill rate.
    public ClassFill fill(double level) {
        double effort = -Math.log(1 - level);
        if (points.size() < 2) {
            return ClassFill.of(level);
        }
        int high = 1;
        while (high < points.size() - 1 && points.get(high).effort() < effort) {
            high++;
        }
        Point from = points.get(high - 1);
        Point to = points.get(high);
        double slope = Math.max(STEEPEST, to.effort() - from.effort()) / (to.pressure() - from.pressure());
        return ClassFill.of(level).with(from.pressure() + (effort - from.effort()) / slope);
    }
}
