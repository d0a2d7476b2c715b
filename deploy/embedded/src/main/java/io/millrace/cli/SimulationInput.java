package io.millrace.cli;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.plan.PlanItem;
import io.millrace.replenishment.plan.PlanOptions;
import io.millrace.replenishment.policy.PolicyRules;
import io.millrace.replenishment.simulation.PlayedDemand;
import io.millrace.replenishment.simulation.SimulatedItem;
import io.millrace.replenishment.simulation.SimulationOptions;
import io.millrace.replenishment.simulation.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What all policies are tried on: the same items, the same demand, the same terms where a file gives them.
///
/// @param played the last periods of each are played
record SimulationInput(
        List<Played> played, Map<String, PlanItem> terms, PlanOptions options, boolean fromForecast, int periods) {
    /// @param warmUp what is known before the first order, in periods
    record Played(DemandSeries demand, int warmUp, String itemClass) {}

    static SimulationInput of(
            List<DemandSeries> series,
            Map<String, PlanItem> terms,
            PlanOptions options,
            boolean fromForecast,
            Optional<Integer> asked) {
        int longest = series.stream().mapToInt(DemandSeries::length).max().orElse(0);
        if (longest < 4) {
            throw new CommandFailure(
                    "The longest history has " + longest + " periods, too few to learn from.",
                    "Give a history of 4 periods or more, or another --frequency.");
        }
        int periods = asked.orElse(fromForecast ? usual(options) : longest / 2);
        if (periods < 1 || !fromForecast && periods > longest - 2 || periods > 3660) {
            throw new CommandFailure(
                    "--periods is " + periods + ", and the longest history has " + longest + ".",
                    "Play 1 period or more, and leave 2 to learn from.");
        }
        List<Played> played = fromForecast ? drawn(series, periods, options) : past(series, periods);
        return new SimulationInput(played, terms, options, fromForecast, periods);
    }

    private static int usual(PlanOptions options) {
        return switch (options.frequency()) {
            case DAILY -> 90;
            case WEEKLY -> 26;
            case MONTHLY -> 12;
        };
    }

    /// Items that came later are known for half of what there is of them.
    private static List<Played> past(List<DemandSeries> series, int periods) {
        List<Played> played = new ArrayList<>();
        for (DemandSeries one : series) {
            int warmUp = Math.max(one.length() - periods, one.length() / 2);
            if (warmUp > 0) {
                DemandSeries demand = PlayedDemand.history(one, warmUp);
                played.add(new Played(demand, warmUp, DemandClass.of(one).word()));
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
            DemandSeries demand = PlayedDemand.drawn(one, forecasts.get(i), options.seed());
            played.add(new Played(demand, one.length(), DemandClass.of(one).word()));
        }
        return played;
    }

    /// The items under a policy.
    List<Trial.Player> players(PolicyFile policy) {
        Map<Optional<Target>, PolicyRules> rules = new HashMap<>();
        List<Trial.Player> players = new ArrayList<>();
        for (Played one : played) {
            Optional<PlanItem> own =
                    Optional.ofNullable(terms.get(one.demand().id().value()));
            PolicyFile.Terms used = own.map(item -> new PolicyFile.Terms(item.timing(), item.unmet(), item.terms()))
                    .orElse(policy.terms());
            SimulatedItem item =
                    new SimulatedItem(one.demand(), used.timing(), used.unmet(), used.line(), one.itemClass());
            int settle = Math.min(used.timing().horizonPeriods(), (one.demand().length() - one.warmUp()) / 2);
            players.add(new Trial.Player(
                    item,
                    rules.computeIfAbsent(own.map(PlanItem::target), policy::rules),
                    new SimulationOptions(one.warmUp(), settle, refit())));
        }
        return players;
    }

    private int refit() {
        return switch (options.frequency()) {
            case DAILY -> 7;
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

    Map<String, String> facts(long seed) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Items", String.valueOf(played.size()));
        facts.put("Demand", fromForecast ? "drawn from the forecast" : "from the history");
        facts.put("Periods", String.valueOf(periods));
        facts.put("Terms", terms.isEmpty() ? "of the policy files" : "of the terms file");
        facts.put("Seed", String.valueOf(seed));
        facts.put("Write-offs", "0, because no item has a shelf life");
        return facts;
    }
}
