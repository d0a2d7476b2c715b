package io.millrace.replenishment.simulation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.Span;
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
    private static final double[] NOTHING = {};

    private final SimulatedItem item;
    private final Learner learner;
    private final SimulationOptions options;
    private final int arrivalPeriods;
    private final int reviewPeriods;
    private final double[] sold;
    private final double[] inStock;
    private final double[] pipeline;
    private final Map<Supply, Double> decided = new HashMap<>();
    private final Shelf shelf;
    private final Watcher watcher;
    private @Nullable Outlook outlook;
    private int period;
    private Learner.Belief belief;
    private Tally tally = Tally.none();
    private long cycles;
    private long cyclesShort;
    private long shortBeforeCycle;

    private Simulation(SimulatedItem item, Learner learner, SimulationOptions options, Watcher watcher) {
        this.item = item;
        this.learner = learner;
        this.watcher = watcher;
        this.shelf = new Shelf(item.terms().shelfLifePeriods(), item.unmet());
        this.options = options;
        this.arrivalPeriods = item.timing().arrivalPeriods();
        this.reviewPeriods = item.timing().protection().length();
        this.sold = item.demand().units();
        this.inStock = inStock(item.demand());
        int known = item.start().map(Supply::knownPeriods).orElse(0);
        this.pipeline = new double[Math.max(arrivalPeriods + 1, known)];
        this.period = options.warmUp();
        this.belief = learned(period);
        begin(belief.demand());
    }

    private static double[] inStock(DemandSeries demand) {
        return demand.signal(Signal.IN_STOCK).orElseGet(() -> {
            double[] always = new double[demand.length()];
            Arrays.fill(always, 1);
            return always;
        });
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
        return run(item, policy, options, Watcher.NONE);
    }

    /// The same, with somebody looking on.
    public static Tally run(SimulatedItem item, Policy policy, SimulationOptions options, Watcher watcher) {
        return run(item, Learner.of(Beliefs.recent(), policy), options, watcher);
    }

    /// The result of one item that is learned in a way of its own.
    public static Tally run(SimulatedItem item, Learner learner, SimulationOptions options) {
        return run(item, learner, options, Watcher.NONE);
    }

    /// The same, with somebody looking on.
    public static Tally run(SimulatedItem item, Learner learner, SimulationOptions options, Watcher watcher) {
        return new Simulation(item, learner, options, watcher).run();
    }

    /// An item that is played beside others.
    record Part(SimulatedItem item, SimulationOptions options, Watcher watcher) {}

    /// The results of items that are played side by side: after each time in which all have passed as many periods as
    /// lie between two refits, somebody may look at all of them.
    public static List<Tally> together(
            List<SimulatedItem> items, Learner learner, SimulationOptions options, Runnable look) {
        List<List<Part>> lots = items.stream()
                .map(item -> List.of(new Part(item, options, Watcher.NONE)))
                .toList();
        return together(lots, learner, options.refit(), look);
    }

    /// The same for items whose first order is placed at one time, but after histories of different lengths.
    ///
    /// @param lots items that one thread plays, one after the other
    static List<Tally> together(List<List<Part>> lots, Learner learner, int refit, Runnable look) {
        List<List<Simulation>> played = lots.parallelStream()
                .map(lot -> lot.stream()
                        .map(part -> new Simulation(part.item(), learner, part.options(), part.watcher()))
                        .toList())
                .toList();
        int end = played.stream()
                .flatMap(List::stream)
                .mapToInt(each -> each.sold.length - each.options.warmUp())
                .max()
                .orElse(0);
        for (int passed = 0; passed < end; passed += refit) {
            int until = passed + refit;
            played.parallelStream().forEach(lot -> lot.forEach(each -> each.playTo(each.options.warmUp() + until)));
            look.run();
        }
        return played.stream().flatMap(List::stream).map(Simulation::result).toList();
    }

    private Tally run() {
        playTo(sold.length);
        return result();
    }

    private Tally result() {
        return tally.withCycles(cycles, cyclesShort);
    }

    /// A cycle lasts from the arrival of one possible order to that of the next.
    private void beginCycle(int since) {
        int passed = since - arrivalPeriods;
        if (passed < 0 || passed % reviewPeriods != 0) {
            return;
        }
        if (passed >= reviewPeriods && since - reviewPeriods >= options.settle()) {
            cycles++;
            cyclesShort += tally.periodsShort() > shortBeforeCycle ? 1 : 0;
        }
        shortBeforeCycle = tally.periodsShort();
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
            beginCycle(since);
            sell(period, ordered, since >= options.settle());
        }
    }

    private Learner.Belief learned(int known) {
        return learner.learned(item, Arrays.copyOf(sold, known), Arrays.copyOf(inStock, known));
    }

    /// With what is known to be there; else with as much as one expects to sell until an order could have arrived.
    private void begin(DemandGrid demand) {
        if (item.start().isEmpty()) {
            shelf.receive(Math.ceil(demand.mean(new Span(1, item.timing().nextArrivalPeriods()))));
            return;
        }
        Supply start = item.start().get();
        shelf.receive(start.stockUnits());
        for (int period = 1; period <= start.knownPeriods(); period++) {
            pipeline[period - 1] = start.arrival(period);
        }
    }

    private static double[] means(DemandGrid demand) {
        double[] means = new double[demand.periods()];
        Arrays.setAll(means, period -> demand.mean(period + 1));
        return means;
    }

    private void receive() {
        shelf.receive(pipeline[0]);
        System.arraycopy(pipeline, 1, pipeline, 0, pipeline.length - 1);
        pipeline[pipeline.length - 1] = 0;
    }

    private double order(Learner.Belief belief) {
        double[] arrivals = new double[pipeline.length];
        System.arraycopy(pipeline, 0, arrivals, 1, pipeline.length - 1);
        double usable =
                shelf.units() - shelf.expiring(item.terms().shelfLifePeriods() > 0 ? means(belief.demand()) : NOTHING);
        Supply supply = Supply.of(Math.max(0, usable) - shelf.waiting(), arrivals);
        double units = decided.computeIfAbsent(supply, known -> decide(belief, known));
        if (arrivalPeriods == 0) {
            shelf.receive(units);
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
        inStock[now] = item.unmet() == Unmet.LOST && shelf.units() <= 0 ? 0 : inStock[now];
        Shelf.Day day = shelf.day(asked);
        if (item.unmet() == Unmet.LOST && day.served() < asked) {
            sold[now] = day.served();
            inStock[now] = day.served() / asked;
        }
        double unitCost = item.terms().unitCost();
        double left = shelf.units();
        watcher.passed(now, asked, day.served(), left * unitCost);
        if (counts) {
            tally = tally.plus(new Tally(
                    1,
                    day.served() < asked ? 1 : 0,
                    asked,
                    day.served(),
                    left,
                    left * unitCost,
                    ordered > 0 ? 1 : 0,
                    ordered,
                    day.expired(),
                    day.expired() * unitCost,
                    0,
                    0));
        }
    }
}
