package io.millrace.replenishment.simulation;

import io.millrace.replenishment.Target;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.PolicyRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Items played under the policies that rules give them, with what was asked for beside what was achieved.
public final class Trial {
    /// The attribute by which rules tell classes of demand apart.
    public static final String CLASS = "class";

    /// The name of the result over all items.
    public static final String TOTAL = "total";

    /// Items played one after the other by one thread. Sums are taken in the same sequence however many threads there
    /// are, so that they are the same to the last digit.
    private static final int TOGETHER = 256;

    private Trial() {}

    /// An item, the rules for it, how it is played and what is believed of its demand.
    public record Player(SimulatedItem item, PolicyRules rules, SimulationOptions options, Beliefs beliefs) {
        /// Whose demand is believed to be like it was of late.
        public Player(SimulatedItem item, PolicyRules rules, SimulationOptions options) {
            this(item, rules, options, Beliefs.recent());
        }

        Policy policy() {
            return rules.of(item.demand().id().value(), Map.of(CLASS, item.itemClass()))
                    .policy();
        }
    }

    /// What came of a class of items.
    ///
    /// @param stockValue that of the mean stock
    /// @param unitsLost what customers went without
    /// @param askedCycleService the mean of the targets of this kind; NaN if there are none
    /// @param askedFillRate the same, weighted by demand
    public record Result(
            int items,
            Tally tally,
            double stockValue,
            double unitsLost,
            double askedCycleService,
            double askedFillRate) {}

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
        List<Played> chunks = IntStream.range(0, (players.size() + TOGETHER - 1) / TOGETHER)
                .parallel()
                .mapToObj(chunk -> played(
                        players.subList(chunk * TOGETHER, Math.min(players.size(), (chunk + 1) * TOGETHER)), periods))
                .toList();
        List<Tally> tallies =
                chunks.stream().flatMap(chunk -> chunk.tallies().stream()).toList();
        OverTime overTime = new OverTime(periods);
        chunks.forEach(chunk -> overTime.add(chunk.overTime()));
        Map<String, Result> results = new LinkedHashMap<>();
        for (String one : classes) {
            int[] members = IntStream.range(0, players.size())
                    .filter(i -> players.get(i).item().itemClass().equals(one))
                    .toArray();
            if (members.length > 0) {
                results.put(one, result(players, tallies, members));
            }
        }
        results.put(
                TOTAL,
                result(players, tallies, IntStream.range(0, players.size()).toArray()));
        List<ItemResult> items = IntStream.range(0, players.size())
                .mapToObj(i -> item(players, tallies, i))
                .toList();
        return new Outcome(results, items, overTime);
    }

    private static ItemResult item(List<Player> players, List<Tally> tallies, int index) {
        SimulatedItem item = players.get(index).item();
        return new ItemResult(
                item.demand().id().value(), item.itemClass(), result(players, tallies, new int[] {index}));
    }

    private record Played(List<Tally> tallies, OverTime overTime) {}

    private static Played played(List<Player> players, int periods) {
        List<Tally> tallies = new ArrayList<>();
        OverTime overTime = new OverTime(periods);
        for (Player player : players) {
            int first = player.item().demand().length() - periods;
            tallies.add(Simulation.run(
                    player.item(),
                    Learner.of(player.beliefs(), player.policy()),
                    player.options(),
                    (period, asked, served, stockValue) -> overTime.add(period - first, asked, served, stockValue)));
        }
        return new Played(tallies, overTime);
    }

    private static Result result(List<Player> players, List<Tally> tallies, int[] members) {
        Tally sum = Tally.none();
        double value = 0;
        double lost = 0;
        Mean cycleService = new Mean();
        Mean fillRate = new Mean();
        for (int i : members) {
            Tally tally = tallies.get(i);
            sum = sum.plus(tally);
            value += tally.periods() > 0 ? tally.stockValue() / tally.periods() : 0;
            lost += players.get(i).item().unmet() == Unmet.LOST ? tally.asked() - tally.served() : 0;
            if (players.get(i).policy() instanceof Policy.TimePhased(Target target)) {
                switch (target) {
                    case Target.CycleService(double level) -> cycleService.add(level, (double) tally.cycles());
                    case Target.FillRate(double level) -> fillRate.add(level, tally.asked());
                    case Target.LeastCost cost -> {}
                }
            }
        }
        return new Result(members.length, sum, value, lost, cycleService.value(), fillRate.value());
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
