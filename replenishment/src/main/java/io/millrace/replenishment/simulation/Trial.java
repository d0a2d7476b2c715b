package io.millrace.replenishment.simulation;

import io.millrace.replenishment.Target;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.PolicyRules;
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

    private Trial() {}

    /// An item, the rules for it and how it is played.
    public record Player(SimulatedItem item, PolicyRules rules, SimulationOptions options) {
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

    /// The results by class, in the order of `classes`, and the total.
    public static Map<String, Result> run(List<Player> players, List<String> classes) {
        List<Tally> tallies = IntStream.range(0, players.size())
                .parallel()
                .mapToObj(i -> Simulation.run(
                        players.get(i).item(),
                        players.get(i).policy(),
                        players.get(i).options()))
                .toList();
        Map<String, Result> results = new LinkedHashMap<>();
        for (String one : classes) {
            int[] members = IntStream.range(0, players.size())
                    .filter(i -> players.get(i).item().itemClass().equals(one))
                    .toArray();
            if (members.length > 0) {
                results.put(one, result(players, tallies, members));
            }
        }
        int[] all = IntStream.range(0, players.size()).toArray();
        results.put(TOTAL, result(players, tallies, all));
        return results;
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
