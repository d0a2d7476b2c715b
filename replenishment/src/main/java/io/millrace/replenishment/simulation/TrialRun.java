package io.millrace.replenishment.simulation;

import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.simulation.Trial.Player;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Plays the items of a trial: each on its own, or, where a service class is steered, all of the class side by side.
final class TrialRun {
    /// Items played one after the other by one thread. Sums are taken in the same sequence however many threads there
    /// are, so that they are the same to the last digit.
    private static final int TOGETHER = 256;
    private static final int LOTS_OF_A_CLASS = 64;

    private final List<Player> players;
    private final Learning learning;
    private final int periods;
    private final Tally[] tallies;
    private final List<OverTime> overTime = new ArrayList<>();

    private TrialRun(List<Player> players, Learning learning, int periods) {
        this.players = players;
        this.learning = learning;
        this.periods = periods;
        this.tallies = new Tally[players.size()];
    }

    static TrialRun of(List<Player> players, Learning learning, int periods) {
        TrialRun run = new TrialRun(players, learning, periods);
        Map<String, List<Integer>> classes = IntStream.range(0, players.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> players.get(i).serviceClass().orElse(""), TreeMap::new, Collectors.toList()));
        classes.forEach((name, members) -> {
            if (name.isEmpty()) {
                run.alone(members);
            } else {
                run.steered(members);
            }
        });
        return run;
    }

    List<Tally> tallies() {
        return List.of(tallies);
    }

    OverTime overTime() {
        OverTime all = new OverTime(periods);
        overTime.forEach(all::add);
        return all;
    }

    private void alone(List<Integer> members) {
        List<List<Integer>> lots = lots(members, TOGETHER);
        List<OverTime> seen = seen(lots);
        IntStream.range(0, lots.size())
                .parallel()
                .forEach(lot -> lots.get(lot).forEach(i -> tallies[i] = alone(players.get(i), seen.get(lot))));
    }

    private static Tally alone(Player player, OverTime seen) {
        return Simulation.run(
                player.item(), Learner.of(player.beliefs(), player.policy()), player.options(), watcher(player, seen));
    }

    private void steered(List<Integer> members) {
        List<List<Integer>> lots = lots(members, Math.max(1, members.size() / LOTS_OF_A_CLASS));
        List<OverTime> seen = seen(lots);
        List<List<Simulation.Part>> parts = IntStream.range(0, lots.size())
                .mapToObj(lot -> lots.get(lot).stream()
                        .map(i -> part(players.get(i), seen.get(lot)))
                        .toList())
                .toList();
        int refit = players.get(members.getFirst()).options().refit();
        SteeredLearner learner = new SteeredLearner(beliefs(members), rehearsed(members, refit));
        List<Tally> results = Simulation.together(parts, learner, refit, learner::steer);
        for (int i = 0; i < results.size(); i++) {
            tallies[members.get(i)] = results.get(i);
        }
    }

    private Beliefs beliefs(List<Integer> members) {
        return players.get(members.getFirst()).beliefs();
    }

    /// What would have reached the fill rate before the first order.
    private Policy.Steered rehearsed(List<Integer> members, int refit) {
        Policy.Steered asked = players.get(members.getFirst()).steered().orElseThrow();
        List<SimulatedItem> past = members.stream()
                .map(i -> players.get(i))
                .map(player -> player.item().upTo(player.options().warmUp()))
                .toList();
        return Rehearsal.of(past, learning, refit)
                .steered(asked.serviceClass(), asked.fill().level());
    }

    private static Simulation.Part part(Player player, OverTime seen) {
        return new Simulation.Part(player.item(), player.options(), watcher(player, seen));
    }

    private static Watcher watcher(Player player, OverTime seen) {
        int first = player.item().demand().length() - seen.periods();
        return (period, asked, served, stockValue) -> seen.add(period - first, asked, served, stockValue);
    }

    private List<OverTime> seen(List<List<Integer>> lots) {
        List<OverTime> seen = lots.stream().map(_ -> new OverTime(periods)).toList();
        overTime.addAll(seen);
        return seen;
    }

    private static List<List<Integer>> lots(List<Integer> members, int size) {
        return IntStream.range(0, (members.size() + size - 1) / size)
                .mapToObj(lot -> members.subList(lot * size, Math.min(members.size(), (lot + 1) * size)))
                .toList();
    }
}
