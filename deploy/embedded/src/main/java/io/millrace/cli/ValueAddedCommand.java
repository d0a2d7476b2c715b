package io.millrace.cli;

import io.millrace.forecasting.frame.UnreadableCsvException;
import io.millrace.forecasting.overrides.Overridden.Kept;
import io.millrace.forecasting.overrides.ValueAdded;
import io.millrace.forecasting.workbench.OverrideFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Tells whether overrides made forecasts better.
@Command(name = "value-added", description = "Tell whether planners' overrides were nearer to what came.")
final class ValueAddedCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private PanelOptions panel = new PanelOptions();

    @Option(
            names = "--kept",
            paramLabel = "FILE",
            required = true,
            description = "The overrides that 'millrace forecast --kept' wrote.")
    private Path kept = Path.of("");

    ValueAddedCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        Map<String, ValueAdded> judged =
                ValueAdded.of(read(), panel.read(program).panel());
        if (judged.isEmpty()) {
            throw new CommandFailure(
                    "None of the overrides can be judged yet.", "Come back with --data that reaches their dates.");
        }
        judged.forEach((who, value) -> program.console()
                .line(String.format(
                        Locale.ROOT,
                        "  %-16s %6d steps   error %.3f without, %.3f with: %+.1f %%   nearer %.0f %%   bias %+.1f %%",
                        who.isEmpty() ? "all" : who,
                        value.steps(),
                        value.baselineError(),
                        value.overrideError(),
                        -100 * value.share(),
                        100 * value.better(),
                        100 * value.bias())));
        return ExitCode.OK;
    }

    private List<Kept> read() {
        Path file = program.surroundings().directory().resolve(kept);
        try {
            return OverrideFiles.readKept(file);
        } catch (UnreadableCsvException unreadable) {
            throw new CommandFailure(file + " cannot be read.", unreadable.getMessage(), unreadable);
        } catch (IOException missing) {
            throw new CommandFailure(
                    "There are no overrides to read in " + file + ".", "Write them with 'forecast --kept'.", missing);
        }
    }
}
