package io.millrace.cli;

import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.replenishment.plan.PlanException;
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
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Plays policies over a history, or over demand drawn from its forecast.
@Command(
        name = "simulate",
        description = "Try ordering policies on the past, or on demand drawn from the forecast.",
        footer = {
            "",
            "The rules are those of 'plan'. Each class of demand and the total are shown: service asked for and",
            "achieved, stock, turns, orders, units lost and write-offs. docs/guides/simulate.md describes policy files.",
            "The exit code is 2 when something given is wrong; nothing is written then.",
        })
final class SimulateCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private HistoryOptions history = new HistoryOptions();

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

    @Option(
            names = "--stock",
            paramLabel = "FILE",
            description = "What there is before the first order, as for 'plan'; else what a new item would be given.")
    private Optional<Path> stock = Optional.empty();

    @Option(
            names = "--demand",
            paramLabel = "history|forecast",
            description = "What customers ask for: what they did (the default), or what the forecast lets expect.")
    private String demand = "history";

    @Option(
            names = "--periods",
            paramLabel = "N",
            description = "How many periods are played (half of the history; of a forecast 90 days, 26 weeks or "
                    + "12 months).")
    private Optional<Integer> periods = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the results go as a CSV.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Where the results go as an HTML page with plots.")
    private Optional<Path> html = Optional.empty();

    SimulateCommand(Program program) {
        this.program = program;
    }

    /// All that was given, read and found right.
    private record Given(List<PolicyFile> policies, SimulationInput input) {}

    @Override
    public Integer call() throws IOException {
        Given given = given();
        Map<String, Trial.Outcome> outcomes = new LinkedHashMap<>();
        List<String> classes =
                Arrays.stream(DemandClass.values()).map(DemandClass::word).toList();
        SimulationInput input = given.input();
        for (PolicyFile policy : given.policies()) {
            outcomes.put(policy.name(), input.outcome(policy, classes));
        }
        SimulationResults results = new SimulationResults(
                outcomes, input.facts(history.file(), history.seed()), input.periodsPerYear(), input.dates());
        write(results);
        input.warnings().forEach(program.console()::warning);
        results.table().forEach(program.console()::line);
        return ExitCode.OK;
    }

    private Given given() throws IOException {
        try {
            PlanOptions options = history.plan(Effort.FAST);
            boolean fromForecast = isFromForecast();
            List<PolicyFile> tried = policies.stream()
                    .map(file -> PolicyReader.read(program.surroundings().absolute(file), file))
                    .toList();
            checkNames(tried);
            checkOutputs();
            SimulationFiles files = SimulationFiles.read(
                    absolute(history.file()), terms.map(this::absolute), stock.map(this::absolute), options);
            SimulationInput input = SimulationInput.of(files, options, fromForecast, periods);
            tried.forEach(input::check);
            return new Given(tried, input);
        } catch (PlanException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused.remedy(), refused).asUsage();
        } catch (CommandFailure refused) {
            throw refused.asUsage();
        }
    }

    private Path absolute(Path file) {
        return program.surroundings().absolute(file);
    }

    private boolean isFromForecast() {
        return switch (demand) {
            case "history" -> false;
            case "forecast" -> true;
            default -> throw new CommandFailure("There is no demand '" + demand + "'.", "Use history or forecast.");
        };
    }

    /// Nothing is written before everything is known.
    private void write(SimulationResults results) throws IOException {
        String csv = results.csv();
        String page = SimulationReport.html(results);
        if (out.isPresent()) {
            WholeFile.write(absolute(out.get()), csv);
        }
        if (html.isPresent()) {
            WholeFile.write(absolute(html.get()), page);
        }
    }

    /// Before anything is played or written.
    private void checkOutputs() {
        List<Path> inputs = Stream.of(Stream.of(history.file()), policies.stream(), terms.stream(), stock.stream())
                .flatMap(files -> files)
                .map(this::absolute)
                .toList();
        List<Path> outputs =
                Stream.concat(out.stream(), html.stream()).map(this::absolute).toList();
        for (Path output : outputs) {
            Path folder = output.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new CommandFailure("There is no folder " + folder + ".", "Create it first.");
            }
            if (Files.isDirectory(output)) {
                throw new CommandFailure(output + " is a folder.", "Name a file for --out and --html.");
            }
            if (inputs.contains(output)
                    || outputs.stream().filter(output::equals).count() > 1) {
                throw new CommandFailure(
                        output + " is to be written and is given for something else, too.",
                        "Name a file of its own for each of --out and --html.");
            }
        }
    }

    private static void checkNames(List<PolicyFile> tried) {
        List<String> names = tried.stream().map(PolicyFile::name).toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CommandFailure(
                            "Two policies are named '" + name + "'.", "Give each file its own 'name:'.");
                });
    }
}
