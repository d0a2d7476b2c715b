package io.millrace.cli;

import io.millrace.replenishment.reference.Instance;
import io.millrace.replenishment.reference.InstanceResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Solves inventory problems of textbooks exactly.
@Command(
        name = "optimise",
        description = "Solve inventory problems with exact methods, and compare with known optima.",
        footer = {
            "",
            "The exit code is 0 when every instance was solved and every known optimum matched, else 1.",
            "docs/replenishment-instances.md describes the file and the kinds of problems.",
        })
final class OptimiseCommand implements Callable<Integer> {
    private static final int SHOWN_CHARACTERS = 60;

    private final Program program;

    @Parameters(paramLabel = "FILE", description = "JSON with one or more instances.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the JSON of the results there; else it is printed, and the table goes to standard error.")
    private Optional<Path> out = Optional.empty();

    OptimiseCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        List<Instance> instances =
                InstanceFile.read(program.surroundings().directory().resolve(file));
        List<InstanceResult> results = instances.stream().map(Instance::solve).toList();
        String json = InstanceFile.json(results);
        if (out.isPresent()) {
            write(program.surroundings().directory().resolve(out.get()), json);
            table(results, program.console().out());
        } else {
            program.console().line(json);
            table(results, program.console().err());
        }
        return results.stream().allMatch(OptimiseCommand::isGood) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean isGood(InstanceResult result) {
        return result.error() == null && !Boolean.FALSE.equals(result.matched());
    }

    private static void write(Path target, String json) {
        try {
            Files.writeString(target, json + "\n");
        } catch (IOException unwritable) {
            throw new CommandFailure(
                    "Cannot write " + target + ": " + unwritable.getMessage() + ".",
                    "Give --out a file in a folder that exists and that you may write to.",
                    unwritable);
        }
    }

    private static void table(List<InstanceResult> results, PrintWriter to) {
        int width =
                results.stream().mapToInt(result -> result.id().length()).max().orElse(0);
        for (InstanceResult result : results) {
            to.println(String.format(
                            Locale.ROOT,
                            "%-" + width + "s  %-11s  %14s  %s",
                            result.id(),
                            verdict(result),
                            result.cost() == null ? "" : number(result.cost()),
                            result.error() == null ? shown(result) : result.error())
                    .stripTrailing());
        }
        long known = results.stream().filter(result -> result.matched() != null).count();
        long matched = results.stream()
                .filter(result -> Boolean.TRUE.equals(result.matched()))
                .count();
        long refused = results.stream().filter(result -> result.error() != null).count();
        to.println((results.size() - refused) + " of " + results.size() + " solved"
                + (known == 0 ? "." : ", " + matched + " of " + known + " known optima matched."));
        to.flush();
    }

    private static String verdict(InstanceResult result) {
        if (result.error() != null) {
            return "refused";
        }
        if (result.matched() == null) {
            return "solved";
        }
        return result.matched() ? "matched" : "NOT MATCHED";
    }

    private static String shown(InstanceResult result) {
        String text = result.parameters().entrySet().stream()
                .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
                .collect(Collectors.joining(", "));
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS - 1) + "…";
    }

    private static String shown(Object value) {
        return switch (value) {
            case Double number -> number(number);
            case List<?> list ->
                list.stream()
                        .map(element -> element == null ? "none" : shown(element))
                        .collect(Collectors.joining(" "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + shown(entry.getValue()))
                        .collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.4f", value);
    }
}
