package io.millrace.replenishment.simulation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.replenishment.policy.ClassFill;
import io.millrace.replenishment.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What fill rates a class of items would have reached in the past, had it been ordered with one pressure or another:
/// where the steering to a fill rate begins, and what a single plan orders by. Beliefs are learned of what was known
/// before the part that is played.
public final class Rehearsal {
    private static final double[] PRESSURES = {1, 2, 3, 4.5, 6, 8};
    /// Where more pressure served less than this share of what it would serve of demand that follows its forecast, what
    /// was still short could not have been foreseen: no stock serves it, and no more is built for it.
    private static final double LEAST_SLOPE = 0.25;
    private static final int ITEMS_MOST = 120;
    private static final int PLAYED_MOST = 126;
    private static final double LEAST_SHORT = 1e-4;
    private static final long SEED = 1;
    /// With so many periods played, over all items, what they say counts as much as taking the fill rate for the ratio.
    private static final double EVIDENCE = 500;

    private final List<Point> points;
    private final int items;
    private final int periods;

    private Rehearsal(List<Point> points, int items, int periods) {
        this.points = foreseeable(points);
        this.items = items;
        this.periods = periods;
    }

    /// @param effort −log of the share that was short
    private record Point(double pressure, double effort) {}

    /// The points up to where more pressure hardly served more.
    private static List<Point> foreseeable(List<Point> played) {
        List<Point> points = new ArrayList<>();
        for (Point point : played) {
            if (!points.isEmpty()) {
                Point last = points.getLast();
                double slope = (point.effort() - last.effort()) / (point.pressure() - last.pressure());
                if (slope < LEAST_SLOPE) {
                    return points;
                }
            }
            points.add(point);
        }
        return points;
    }

    /// Plays the last third of what is known of most items, each counting the same. Of many items some are played, and
    /// those that are known too short are not.
    ///
    /// @param items whose demand ends with what is known
    /// @param refit after how many periods they are learned anew
    public static Rehearsal of(List<SimulatedItem> items, Learning learning, int refit) {
        int usual = items.stream()
                .mapToInt(item -> item.demand().length())
                .sorted()
                .skip(items.size() / 2)
                .findFirst()
                .orElse(0);
        int periods = Math.min(PLAYED_MOST, usual - 2 * usual / 3);
        List<SimulatedItem> played = spread(items.stream()
                .filter(item -> periods > 0 && item.demand().length() >= 2 * periods)
                .map(item -> restored(item, periods))
                .toList());
        if (played.isEmpty()) {
            return new Rehearsal(List.of(), 0, 0);
        }
        Beliefs beliefs = learning.of(played.stream()
                .map(item -> item.demand().upTo(before(item, periods)))
                .toList());
        List<List<Simulation.Part>> parts = played.stream()
                .map(item -> List.of(new Simulation.Part(
                        item,
                        new SimulationOptions(before(item, periods), settle(item, periods), refit),
                        Watcher.NONE)))
                .toList();
        List<Point> points = new ArrayList<>();
        for (double pressure : PRESSURES) {
            Learner learner = (item, sold, inStock) -> new Learner.Belief(
                    beliefs.of(item, sold, inStock),
                    new Policy.TimePhased(ClassFill.target(
                            pressure, item.timing().protection().length())));
            Simulation.together(parts, learner, refit, () -> {}).stream()
                    .filter(tally -> tally.asked() > 0)
                    .mapToDouble(Tally::fillRate)
                    .average()
                    .ifPresent(fill -> points.add(new Point(pressure, -Math.log(Math.max(LEAST_SHORT, 1 - fill)))));
        }
        return new Rehearsal(points, played.size(), periods);
    }

    /// The demand that stock-outs of the part that is played hid is drawn, always the same.
    private static SimulatedItem restored(SimulatedItem item, int periods) {
        DemandSeries demand =
                PlayedDemand.history(item.demand(), before(item, periods), SEED).units();
        return new SimulatedItem(demand, item.timing(), item.unmet(), item.terms(), item.itemClass());
    }

    private static int before(SimulatedItem item, int periods) {
        return item.demand().length() - periods;
    }

    private static int settle(SimulatedItem item, int periods) {
        return Math.min(periods / 2, item.timing().horizonPeriods());
    }

    private static List<SimulatedItem> spread(List<SimulatedItem> items) {
        int count = Math.min(ITEMS_MOST, items.size());
        return IntStream.range(0, count)
                .mapToObj(i -> items.get((int) ((long) i * items.size() / count)))
                .toList();
    }

    /// Where to begin for a fill rate.
    public ClassFill fill(double level) {
        double effort = -Math.log(1 - level);
        if (points.isEmpty()) {
            return ClassFill.of(level);
        }
        double known = (double) items * periods / (items * periods + EVIDENCE);
        return ClassFill.of(level).with(known * rehearsed(effort) + (1 - known) * effort);
    }

    /// As it was between two pressures that were played. Beyond all of them, as it is where demand follows its
    /// forecast: each unit of pressure is worth one of effort. Too little is made good within weeks, since every
    /// shortage is seen; too much would lie for months.
    private double rehearsed(double effort) {
        Point first = points.getFirst();
        Point last = points.getLast();
        if (effort <= first.effort()) {
            return first.pressure() - (first.effort() - effort);
        }
        if (effort >= last.effort()) {
            return last.pressure() + (effort - last.effort());
        }
        int high = 1;
        while (points.get(high).effort() < effort) {
            high++;
        }
        Point from = points.get(high - 1);
        Point to = points.get(high);
        double slope = (to.effort() - from.effort()) / (to.pressure() - from.pressure());
        return from.pressure() + (effort - from.effort()) / slope;
    }

    /// The policy of a class that begins so.
    public Policy.Steered steered(String serviceClass, double level) {
        return points.isEmpty()
                ? Policy.Steered.of(serviceClass, level)
                : new Policy.Steered(
                        serviceClass,
                        fill(level),
                        "with which the last " + periods + " periods of " + (items == 1 ? "1 item" : items + " items")
                                + " were rehearsed");
    }
}
