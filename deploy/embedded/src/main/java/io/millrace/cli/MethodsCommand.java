package io.millrace.cli;

import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.GlobalMethod;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.contract.MethodContract;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the ways to forecast.
@Command(name = "methods", description = "List the methods that forecasts can be made with.")
final class MethodsCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 20;

    private final Program program;

    @Mixin
    private MethodOptions methods = new MethodOptions();

    MethodsCommand(Program program) {
        this.program = program;
    }

    @Option(
            names = "--check",
            description = "Hold the methods of --plugins against what every method promises, and say what they break.")
    private boolean check;

    @Override
    public Integer call() {
        if (check) {
            return checked(methods.added(program));
        }
        for (ForecastMethod method : methods.catalogue(program, Progress.SILENT).all()) {
            String sees = method instanceof GlobalMethod ? "panel" : "series";
            program.console()
                    .line(String.format(Locale.ROOT, "  %-16s %-8s %s", method.name(), sees, method.description()));
        }
        return ExitCode.OK;
    }

    private int checked(List<ForecastMethod> added) {
        if (added.isEmpty()) {
            throw new CommandFailure("There is nothing to check.", "Name a folder of plug-ins with --plugins.");
        }
        int broken = 0;
        for (ForecastMethod method : added) {
            List<String> violations = MethodContract.violations(method);
            program.console().line(method.name() + (violations.isEmpty() ? " keeps every promise" : " breaks:"));
            violations.stream()
                    .limit(MOST_SHOWN)
                    .forEach(violation -> program.console().line("  " + violation));
            if (violations.size() > MOST_SHOWN) {
                program.console().line("  … and " + (violations.size() - MOST_SHOWN) + " more");
            }
            broken += violations.size();
        }
        return broken == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
