package io.millrace.cli;

import io.millrace.config.Suggestion;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.frame.Gaps;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.replenishment.plan.PlanException;
import io.millrace.replenishment.plan.PlanFiles;
import io.millrace.replenishment.plan.PlanItem;
import io.millrace.replenishment.plan.PlanOptions;
import io.millrace.replenishment.simulation.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Plays policies over a history, or over demand drawn from its forecast.
@Command(
        name = "simulate",
        description = "Try ordering policies on the past, or on demand drawn from the forecast.",
        footer = {
            "",
            "The rules are those of 'plan'. Each class of demand and the total are shown: service asked for and",
            "achieved, stock, turns, orders and units lost. docs/guides/simulate.md describes policy files.",
        })
final class SimulateCommand implements Callable<Integer> {
    private final Program program;

    @Option(
            names = "--history",
            required = true,
            paramLabel = "FILE",
            description = "Sales: series_id,date,quantity and, if known, price,promo,in_stock.")
    private Path history = Path.of("");

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description = "A policy as YAML; give the option again for each one to compare.")
    private List<Path> policies = List.of();

    @Option(
            names = "--terms",
            paramLabel = "FILE",
            description = "Terms of the items, as for 'plan'; else those in the policy file hold for all.")
    private Optional<Path> terms = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "The seed of everything that draws (1 by default).")
    private long seed = 1;

    @Option(names = "--from-forecast", description = "Draw demand from the forecast instead of playing the history.")
    private boolean fromForecast;

    @Option(
            names = "--periods",
            paramLabel = "N",
            description = "How many periods are played (half of the history; of a forecast 90 days, 26 weeks or "
                    + "12 months).")
    private Optional<Integer> periods = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the results go as a CSV.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", description = "Where the results go as an HTML page with plots.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--frequency",
            paramLabel = "D|W|M",
            description = "How long a period is: a day (the default), a week or a month.")
    private String frequency = "D";

    SimulateCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Frequency length = PlanInput.frequency(frequency);
        List<PolicyFile> tried = policies.stream()
                .map(file -> PolicyReader.read(program.surroundings().absolute(file), file))
                .toList();
        checkNames(tried);
        checkFolder(out);
        checkFolder(report);
        Map<String, Map<String, Trial.Result>> results = new LinkedHashMap<>();
        SimulationInput input = input(length);
        tried.forEach(policy -> checkItems(policy, input));
        List<String> classes =
                Arrays.stream(DemandClass.values()).map(DemandClass::word).toList();
        for (PolicyFile policy : tried) {
            results.put(policy.name(), Trial.run(input.players(policy), classes));
        }
        SimulationResults shown = new SimulationResults(results, input.facts(seed), input.periodsPerYear());
        shown.table().forEach(program.console()::line);
        write(shown);
        return ExitCode.OK;
    }

    private void write(SimulationResults shown) throws IOException {
        String page = SimulationReport.html(shown);
        if (out.isPresent()) {
            WholeFile.write(program.surroundings().absolute(out.get()), shown.csv());
        }
        if (report.isPresent()) {
            WholeFile.write(program.surroundings().absolute(report.get()), page);
        }
    }

    /// Before anything is played or written.
    private void checkFolder(Optional<Path> file) {
        Path folder = file.map(one -> program.surroundings().absolute(one).getParent())
                .orElse(program.surroundings().directory());
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("There is no folder " + folder + ".", "Create it first.");
        }
    }

    private static void checkItems(PolicyFile policy, SimulationInput input) {
        List<String> known =
                input.played().stream().map(one -> one.demand().id().value()).toList();
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
    }

    private static void checkNames(List<PolicyFile> tried) {
        long different = tried.stream().map(PolicyFile::name).distinct().count();
        if (different < tried.size()) {
            throw new CommandFailure("Two policies have one name.", "Give each file its own 'name:'.");
        }
    }

    private SimulationInput input(Frequency length) throws IOException {
        try {
            PlanOptions options = new PlanOptions(length, Gaps.ZERO, Effort.FAST, seed);
            Map<String, PlanItem> items =
                    terms.isPresent() ? PlanFiles.terms(program.surroundings().absolute(terms.get())) : Map.of();
            List<DemandSeries> series =
                    PlanFiles.histories(program.surroundings().absolute(history), options);
            if (terms.isPresent()) {
                checkTerms(series, items, terms.get());
            }
            return SimulationInput.of(series, items, options, fromForecast, periods);
        } catch (PlanException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused.remedy(), refused);
        }
    }

    private static void checkTerms(List<DemandSeries> series, Map<String, PlanItem> items, Path file) {
        for (DemandSeries one : series) {
            if (!items.containsKey(one.id().value())) {
                throw new CommandFailure(
                        file + " has no line for " + one.id() + ", of which there is a history.",
                        "Add its line, or leave --terms out to give terms in the policy file.");
            }
        }
    }
}
