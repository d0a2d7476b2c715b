package io.millrace.cli;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.plan.DemandOutlook;
import io.millrace.replenishment.plan.PlanItem;
import io.millrace.replenishment.plan.PlanOptions;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.PolicyRules;
import io.millrace.replenishment.simulation.Beliefs;
import io.millrace.replenishment.simulation.Learning;
import io.millrace.replenishment.simulation.PlayedDemand;
import io.millrace.replenishment.simulation.SimulatedItem;
import io.millrace.replenishment.simulation.SimulationOptions;
import io.millrace.replenishment.simulation.Trial;
import io.millrace.schemas.json.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What all policies are tried on: the same items, the same demand, the same terms where a file gives them.
///
/// @param played the last periods of each are played
/// @param money whether the terms tell what units cost, or a unit counts as one
record SimulationInput(
        List<Played> played,
        SimulationFiles files,
        PlanOptions options,
        boolean fromForecast,
        int periods,
        boolean money) {
    private static final int LONGEST = 3_660;

    /// @param warmUp what is known before the first order, in periods
    record Played(PlayedDemand demand, int warmUp, String itemClass) {
        String item() {
            return demand.units().id().value();
        }
    }

    static SimulationInput of(
            SimulationFiles files, PlanOptions options, boolean fromForecast, Optional<Integer> asked) {
        int longest =
                files.histories().stream().mapToInt(DemandSeries::length).max().orElse(0);
        if (longest < 4) {
            throw new CommandFailure(
                    "The longest history has " + longest + " periods, too few to learn from.",
                    "Give a history of 4 periods or more, or another --frequency.");
        }
        int periods = asked.orElse(fromForecast ? usual(options) : longest / 2);
        int most = fromForecast ? LONGEST : Math.min(LONGEST, longest - 2);
        if (periods < 1 || periods > most) {
            throw new CommandFailure(
                    "--periods is " + periods + ", and the longest history has " + longest + ".",
                    "Play 1 to " + most + (fromForecast ? "." : ", which leaves 2 to learn from."));
        }
        List<Played> played =
                fromForecast ? drawn(files.histories(), periods, options) : past(files.histories(), periods, options);
        boolean money = files.terms().isEmpty()
                || files.terms().values().stream().anyMatch(item -> item.terms().unitCost() > 0);
        return new SimulationInput(played, files, options, fromForecast, periods, money);
    }

    private static int usual(PlanOptions options) {
        return switch (options.frequency()) {
            case DAILY -> 90;
            case WEEKLY -> 26;
            case MONTHLY -> 12;
        };
    }

    /// Items that came later are known for half of what there is of them.
    private static List<Played> past(List<DemandSeries> series, int periods, PlanOptions options) {
        List<Played> played = new ArrayList<>();
        for (DemandSeries one : series) {
            int warmUp = Math.max(one.length() - periods, one.length() / 2);
            if (warmUp > 0) {
                played.add(new Played(PlayedDemand.history(one, warmUp, options.seed()), warmUp, itemClass(one)));
            }
        }
        return played;
    }

    private static List<Played> drawn(List<DemandSeries> series, int periods, PlanOptions options) {
        List<Forecast> forecasts =
                Forecasters.forecast(new AutoMethod(options.effort()), series, new Horizon(periods), options.seed());
        List<Played> played = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            DemandSeries one = series.get(i);
            played.add(new Played(
                    PlayedDemand.drawn(one, forecasts.get(i), options.seed()), one.length(), itemClass(one)));
        }
        return played;
    }

    private static String itemClass(DemandSeries series) {
        return DemandClass.of(PlayedDemand.known(series)).word();
    }

    /// Refuses a policy that is about items there are none of, or has no target for some.
    void check(PolicyFile policy) {
        List<String> known = played.stream().map(Played::item).toList();
        for (String item : policy.items().keySet()) {
            if (!known.contains(item)) {
                throw new CommandFailure(
                        "The policy " + policy.name() + " has an exception for '" + item
                                + "', of which there is no history.",
                        Suggestion.nearest(item, known)
                                        .map(near -> "Did you mean " + near + "? ")
                                        .orElse("")
                                + "Write the item as in the history, or remove it.");
            }
        }
        checkServiceClasses(policy, players(policy, Beliefs.recent()));
    }

    /// A class has one fill rate, and is steered by what is lost.
    private static void checkServiceClasses(PolicyFile policy, List<Trial.Player> players) {
        Map<String, Double> levels = new HashMap<>();
        for (Trial.Player player : players) {
            if (!(player.policy() instanceof Policy.Steered steered)) {
                continue;
            }
            String what = "The policy " + policy.name() + " steers service class " + steered.serviceClass();
            if (player.item().unmet() == Unmet.BACKORDERED) {
                throw new CommandFailure(
                        what + ", where customers of " + player.item().demand().id() + " wait.",
                        "Leave service_class out where unmet is backorder; a class is steered by what is lost.");
            }
            Double before =
                    levels.putIfAbsent(steered.serviceClass(), steered.fill().level());
            if (before != null && before != steered.fill().level()) {
                throw new CommandFailure(
                        what + " to a fill rate of " + before + " and of "
                                + steered.fill().level() + ".",
                        "Give all items of a service class the same fill_rate.");
            }
        }
    }

    /// The items under a policy, played.
    Trial.Outcome outcome(PolicyFile policy, List<String> classes) {
        Learning learning = DemandOutlook.learning(longestHorizon(policy), options);
        List<DemandSeries> known = played.stream()
                .map(one -> one.demand().units().upTo(one.warmUp()))
                .toList();
        return Trial.run(players(policy, learning.of(known)), classes, periods, learning);
    }

    private List<Trial.Player> players(PolicyFile policy, Beliefs beliefs) {
        Map<Optional<Policy>, PolicyRules> rules = new HashMap<>();
        List<Trial.Player> players = new ArrayList<>();
        for (Played one : played) {
            Optional<PlanItem> own = Optional.ofNullable(files.terms().get(one.item()));
            PolicyFile.Terms used = own.map(this::terms).orElse(policy.terms());
            DemandSeries units = one.demand().units();
            SimulatedItem item = new SimulatedItem(
                    units,
                    used.timing(),
                    used.unmet(),
                    used.line(),
                    one.itemClass(),
                    Optional.ofNullable(files.stock().get(one.item())));
            int settle = Math.min(used.timing().horizonPeriods(), (units.length() - one.warmUp()) / 2);
            PolicyRules ofItem = rules.computeIfAbsent(own.map(PlanItem::policy), policy::rules);
            players.add(new Trial.Player(
                    item, ofItem, new SimulationOptions(one.warmUp(), settle, refit(item, ofItem)), beliefs));
        }
        return players;
    }

    private int longestHorizon(PolicyFile policy) {
        IntStream horizons = files.terms().isEmpty()
                ? IntStream.of(policy.terms().timing().horizonPeriods())
                : files.terms().values().stream().mapToInt(item -> item.timing().horizonPeriods());
        return horizons.max().orElseThrow();
    }

    private PolicyFile.Terms terms(PlanItem item) {
        LineTerms line = money ? item.terms() : item.terms().withUnitCost(1);
        return new PolicyFile.Terms(item.timing(), item.unmet(), line);
    }

    private int refit(SimulatedItem item, PolicyRules rules) {
        if (Trial.policy(item, rules) instanceof Policy.Steered) {
            return options.steeringPeriods();
        }
        return switch (options.frequency()) {
            case DAILY -> 14;
            case WEEKLY -> 4;
            case MONTHLY -> 1;
        };
    }

    double periodsPerYear() {
        return switch (options.frequency()) {
            case DAILY -> 365;
            case WEEKLY -> 52;
            case MONTHLY -> 12;
        };
    }

    /// The first days of the periods that are played.
    List<String> dates() {
        DemandSeries longest = played.stream()
                .map(one -> one.demand().units())
                .max(Comparator.comparingInt(DemandSeries::length))
                .orElseThrow();
        return IntStream.range(longest.length() - periods, longest.length())
                .mapToObj(step -> longest.calendar().date(step).toString())
                .toList();
    }

    Map<String, String> facts(Path history, long seed) {
        int restored =
                played.stream().mapToInt(one -> one.demand().restoredPeriods()).sum();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("History", String.valueOf(history.getFileName()));
        facts.put("Items", String.format(Locale.ROOT, "%,d", played.size()));
        facts.put("Demand", fromForecast ? "drawn from the forecast" : "from the history");
        facts.put("Periods", periods + " " + options.frequency().name().toLowerCase(Locale.ROOT));
        facts.put("Seed", String.valueOf(seed));
        facts.put("Terms", files.terms().isEmpty() ? "of the policy files" : "of the terms file");
        facts.put("Stock", files.stock().isEmpty() ? "as for new items" : "of the stock file");
        if (restored > 0) {
            facts.put("Restored", String.format(Locale.ROOT, "%,d item-periods hidden by stock-outs", restored));
        }
        return facts;
    }

    /// What the reader should know before believing the results.
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (files.notPlayed() > 0) {
            warnings.add(files.notPlayed() + " items have terms or stock and no history: they are not played.");
        }
        if (!money) {
            warnings.add("The terms file has no unit_cost: stock value counts each unit as 1.");
        }
        return warnings;
    }
}
