package io.millrace.cli;

import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.GlobalMethod;
import io.millrace.forecasting.Progress;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the ways to forecast.
@Command(name = "methods", description = "List the methods that forecasts can be made with.")
final class MethodsCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private MethodOptions methods = new MethodOptions();

    MethodsCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        for (ForecastMethod method : methods.catalogue(Progress.SILENT).all()) {
            String sees = method instanceof GlobalMethod ? "panel" : "series";
            program.console()
                    .line(String.format(Locale.ROOT, "  %-16s %-8s %s", method.name(), sees, method.description()));
        }
        return ExitCode.OK;
    }
}
