package io.millrace.replenishment.simulation;

import io.millrace.replenishment.Target;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.PolicyRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Items played under the policies that rules give them, with what was asked for beside what was achieved.
public final class Trial {
    /// The attribute by which rules tell classes of demand apart.
    public static final String CLASS = "class";

    /// What the results of service classes begin with; the name follows.
    public static final String SERVICE_CLASS = "service class ";

    /// The name of the result over all items.
    public static final String TOTAL = "total";

    private Trial() {}

    /// The policy that rules give an item.
    public static Policy policy(SimulatedItem item, PolicyRules rules) {
        return rules.of(item.demand().id().value(), Map.of(CLASS, item.itemClass()))
                .policy();
    }

    /// An item, the rules for it, how it is played and what is believed of its demand.
    public record Player(SimulatedItem item, PolicyRules rules, SimulationOptions options, Beliefs beliefs) {
        /// Whose demand is believed to be like it was of late.
        public Player(SimulatedItem item, PolicyRules rules, SimulationOptions options) {
            this(item, rules, options, Beliefs.recent());
        }

        /// Which the rules give the item.
        public Policy policy() {
            return Trial.policy(item, rules);
        }

        Optional<Policy.Steered> steered() {
            return policy() instanceof Policy.Steered steered ? Optional.of(steered) : Optional.empty();
        }

        /// The service class that the item reaches a fill rate with.
        public Optional<String> serviceClass() {
            return steered().map(Policy.Steered::serviceClass);
        }
    }

    /// What came of a class of items.
    ///
    /// @param stockValue that of the mean stock
    /// @param unitsLost what customers went without
    /// @param askedCycleService the mean of the targets of this kind; NaN if there are none
    /// @param askedFillRate the same, weighted by demand
    /// @param itemFillRate the mean of the items' fill rates, each counting the same: what a service class is steered
    /// to
    public record Result(
            int items,
            Tally tally,
            double stockValue,
            double unitsLost,
            double askedCycleService,
            double askedFillRate,
            double itemFillRate) {}

    /// What came of one item.
    public record ItemResult(String item, String itemClass, Result result) {}

    /// What came of a policy.
    ///
    /// @param byClass in the sequence asked for, and the total
    /// @param items in their sequence
    public record Outcome(Map<String, Result> byClass, List<ItemResult> items, OverTime overTime) {}

    /// What came of the items together, with a result for each of `classes` that has any.
    ///
    /// @param periods how many of the last ones are kept track of over time
    public static Outcome run(List<Player> players, List<String> classes, int periods) {
        return run(players, classes, periods, Learning.recent());
    }

    /// The same.
    ///
    /// @param learning what is believed by somebody who knows as much as was known before the first orders, or less:
    /// for the rehearsal of service classes
    public static Outcome run(List<Player> players, List<String> classes, int periods, Learning learning) {
        TrialRun played = TrialRun.of(players, learning, periods);
        List<Tally> tallies = played.tallies();
        Map<String, Result> results = new LinkedHashMap<>();
        for (String one : classes) {
            int[] members = IntStream.range(0, players.size())
                    .filter(i -> players.get(i).item().itemClass().equals(one))
                    .toArray();
            if (members.length > 0) {
                results.put(one, result(players, tallies, members));
            }
        }
        players.stream()
                .flatMap(player -> player.serviceClass().stream())
                .distinct()
                .sorted()
                .forEach(one -> {
                    int[] members = IntStream.range(0, players.size())
                            .filter(i -> players.get(i).serviceClass().equals(Optional.of(one)))
                            .toArray();
                    results.put(SERVICE_CLASS + one, result(players, tallies, members));
                });
        results.put(
                TOTAL,
                result(players, tallies, IntStream.range(0, players.size()).toArray()));
        List<ItemResult> items = IntStream.range(0, players.size())
                .mapToObj(i -> item(players, tallies, i))
                .toList();
        return new Outcome(results, items, played.overTime());
    }

    private static ItemResult item(List<Player> players, List<Tally> tallies, int index) {
        SimulatedItem item = players.get(index).item();
        return new ItemResult(
                item.demand().id().value(), item.itemClass(), result(players, tallies, new int[] {index}));
    }

    private static Result result(List<Player> players, List<Tally> tallies, int[] members) {
        Tally sum = Tally.none();
        double value = 0;
        double lost = 0;
        Mean cycleService = new Mean();
        Mean fillRate = new Mean();
        Mean itemFillRate = new Mean();
        for (int i : members) {
            Tally tally = tallies.get(i);
            sum = sum.plus(tally);
            value += tally.periods() > 0 ? tally.stockValue() / tally.periods() : 0;
            lost += players.get(i).item().unmet() == Unmet.LOST ? tally.asked() - tally.served() : 0;
            Policy policy = players.get(i).policy();
            if (policy instanceof Policy.TimePhased(Target.CycleService(double level))) {
                cycleService.add(level, (double) tally.cycles());
            } else if (policy instanceof Policy.TimePhased(Target.FillRate(double level))) {
                fillRate.add(level, tally.asked());
            } else if (policy instanceof Policy.Steered steered) {
                fillRate.add(steered.fill().level(), tally.asked());
            }
            if (tally.asked() > 0) {
                itemFillRate.add(tally.fillRate(), 1);
            }
        }
        return new Result(
                members.length, sum, value, lost, cycleService.value(), fillRate.value(), itemFillRate.value());
    }

    /// A weighted mean.
    private static final class Mean {
        private double sum;
        private double weight;

        void add(double value, double by) {
            sum += value * by;
            weight += by;
        }

        double value() {
            return weight > 0 ? sum / weight : Double.NaN;
        }
    }
}
