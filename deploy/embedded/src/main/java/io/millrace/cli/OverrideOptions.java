package io.millrace.cli;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.frame.UnreadableCsvException;
import io.millrace.forecasting.overrides.Correction;
import io.millrace.forecasting.overrides.Overridden;
import io.millrace.forecasting.workbench.OverrideFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What planners know better, and where it is kept.
final class OverrideOptions {
    @Option(
            names = "--overrides",
            paramLabel = "FILE",
            description = "What planners know better: a CSV with series_id,date,mean,who,until,why.")
    private Optional<Path> overrides = Optional.empty();

    @Option(
            names = "--kept",
            paramLabel = "FILE",
            description = "Where --overrides are kept beside the baseline, for 'millrace value-added'.")
    private Optional<Path> kept = Optional.empty();

    /// The overrides asked for; without any, none.
    List<Correction> read(Program program) {
        if (overrides.isEmpty()) {
            return List.of();
        }
        Path file = program.surroundings().directory().resolve(overrides.get());
        if (kept.isEmpty()) {
            throw new CommandFailure(
                    "There is no --kept.", "Say where overrides are kept beside the baseline, as --kept kept.csv.");
        }
        try {
            return OverrideFiles.read(file);
        } catch (UnreadableCsvException unreadable) {
            throw new CommandFailure(file + " cannot be read.", unreadable.getMessage(), unreadable);
        } catch (IOException missing) {
            throw new CommandFailure(
                    "There are no overrides to read in " + file + ".", "Give the path of a CSV.", missing);
        }
    }

    /// The forecasts with the overrides put in, which are kept.
    List<Forecast> applied(
            Program program, List<DemandSeries> panel, List<Forecast> forecasts, List<Correction> corrections)
            throws IOException {
        if (corrections.isEmpty() || kept.isEmpty()) {
            return forecasts;
        }
        Overridden overridden = Overridden.of(panel, forecasts, corrections);
        OverrideFiles.writeKept(program.surroundings().directory().resolve(kept.get()), overridden.kept());
        program.console()
                .err()
                .println(overridden.kept().size() + " of " + corrections.size() + " overrides hold and were put in.");
        program.console().err().flush();
        return overridden.forecasts();
    }
}
