package io.millrace.replenishment.simulation;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.order.Line;
import io.millrace.replenishment.outlook.Outlook;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plays the past again under a policy, by the very rules that decide live orders and plans.
///
/// What is learned on the way is learned from what the simulated till saw: sales, and when the shelf was empty. At the
/// start of a period receipts arrive, then the order is placed if one is due, then demand occurs.
public final class Simulation {
    private final SimulatedItem item;
    private final Learner learner;
    private final SimulationOptions options;
    private final int arrivalPeriods;
    private final int reviewPeriods;
    private final double[] sold;
    private final double[] inStock;
    private final double[] pipeline;
    private final Map<Supply, Double> decided = new HashMap<>();
    private @Nullable Outlook outlook;
    private double stock;
    private int period;
    private Learner.Belief belief;
    private Tally tally = Tally.none();

    private Simulation(SimulatedItem item, Learner learner, SimulationOptions options) {
        this.item = item;
        this.learner = learner;
        this.options = options;
        this.arrivalPeriods = item.timing().arrivalPeriods();
        this.reviewPeriods = item.timing().protection().length();
        this.sold = item.demand().units();
        this.inStock = new double[sold.length];
        Arrays.fill(inStock, 1);
        this.pipeline = new double[arrivalPeriods + 1];
        this.period = options.warmUp();
        this.belief = learned(period);
        this.stock = initialStock(belief.demand());
    }

    /// The results by class of item, and `total` over all, for items in any sequence.
    public static Map<String, Tally> run(List<SimulatedItem> items, Policy policy, SimulationOptions options) {
        Tally[] tallies = new Tally[items.size()];
        IntStream.range(0, items.size()).parallel().forEach(i -> tallies[i] = run(items.get(i), policy, options));
        Map<String, Tally> byClass = new TreeMap<>();
        for (int i = 0; i < tallies.length; i++) {
            byClass.merge(items.get(i).itemClass(), tallies[i], Tally::plus);
            byClass.merge("total", tallies[i], Tally::plus);
        }
        return byClass;
    }

    /// The result of one item.
    public static Tally run(SimulatedItem item, Policy policy, SimulationOptions options) {
        return run(item, Learner.recent(policy), options);
    }

    /// The result of one item that is learned in a way of its own.
    public static Tally run(SimulatedItem item, Learner learner, SimulationOptions options) {
        return new Simulation(item, learner, options).run();
    }

    /// The results of items that are played side by side: after each time in which all have passed as many periods as lie
    /// between two refits, somebody may look at all of them.
    public static List<Tally> together(
            List<SimulatedItem> items, Learner learner, SimulationOptions options, Runnable look) {
        List<Simulation> played = items.parallelStream()
                .map(item -> new Simulation(item, learner, options))
                .toList();
        int end = played.stream().mapToInt(each -> each.sold.length).max().orElse(0);
        for (int period = options.warmUp(); period < end; period += options.refit()) {
            int until = period + options.refit();
            played.parallelStream().forEach(each -> each.playTo(until));
            look.run();
        }
        return played.stream().map(each -> each.tally).toList();
    }

    private Tally run() {
        playTo(sold.length);
        return tally;
    }

    private void playTo(int end) {
        for (; period < Math.min(end, sold.length); period++) {
            int since = period - options.warmUp();
            if (since > 0 && since % options.refit() == 0) {
                belief = learned(period);
                decided.clear();
                outlook = null;
            }
            receive();
            double ordered = since % reviewPeriods == 0 ? order(belief) : 0;
            sell(period, ordered, since >= options.settle());
        }
    }

    private Learner.Belief learned(int known) {
        return learner.learned(item, Arrays.copyOf(sold, known), Arrays.copyOf(inStock, known));
    }

    /// As much as one expects to sell until an order could have arrived.
    private static double initialStock(DemandGrid demand) {
        double mean = 0;
        for (int period = 1; period <= demand.periods(); period++) {
            mean += demand.mean(period);
        }
        return Math.ceil(mean);
    }

    private void receive() {
        stock += pipeline[0];
        System.arraycopy(pipeline, 1, pipeline, 0, arrivalPeriods);
        pipeline[arrivalPeriods] = 0;
    }

    private double order(Learner.Belief belief) {
        double[] arrivals = new double[arrivalPeriods + 1];
        System.arraycopy(pipeline, 0, arrivals, 1, arrivalPeriods);
        Supply supply = Supply.of(stock, arrivals);
        double units = decided.computeIfAbsent(supply, known -> decide(belief, known));
        if (arrivalPeriods == 0) {
            stock += units;
        } else {
            pipeline[arrivalPeriods - 1] += units;
        }
        return units;
    }

    private double decide(Learner.Belief belief, Supply supply) {
        DemandGrid demand = belief.demand();
        Situation situation = new Situation(
                demand, item.timing(), item.unmet(), supply, item.terms().smallestOrderUnits());
        Need need = Need.of(belief.policy(), situation, () -> projected(demand, supply));
        return Line.units(need, situation, item.terms());
    }

    /// What does not change from one decision to the next is computed once for each time the demand is learned.
    private Outlook projected(DemandGrid demand, Supply supply) {
        Outlook next = outlook == null ? Outlook.of(demand, item.timing(), item.unmet(), supply) : outlook.with(supply);
        outlook = next;
        return next;
    }

    private void sell(int now, double ordered, boolean counts) {
        double asked = Double.isNaN(sold[now]) ? 0 : sold[now];
        // Whether anybody would have asked is not known where the shelf was empty all the time.
        inStock[now] = item.unmet() == Unmet.LOST && stock <= 0 ? 0 : inStock[now];
        double served = Math.min(asked, Math.max(0, stock));
        stock = item.unmet() == Unmet.LOST ? stock - served : stock - asked;
        if (item.unmet() == Unmet.LOST && served < asked) {
            sold[now] = served;
            inStock[now] = served / asked;
        }
        if (counts) {
            double left = Math.max(0, stock);
            tally = tally.plus(new Tally(
                    1,
                    served < asked ? 1 : 0,
                    asked,
                    served,
                    left,
                    left * item.terms().unitCost(),
                    ordered > 0 ? 1 : 0,
                    ordered));
        }
    }
}
