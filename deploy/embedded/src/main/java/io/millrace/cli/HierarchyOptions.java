package io.millrace.cli;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.workbench.AddedUp;
import io.millrace.forecasting.workbench.ForecastFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which sums of series are forecast as well, and how all are made to add up.
final class HierarchyOptions {
    private static final String TOTAL = "total";

    @Option(
            names = "--levels",
            paramLabel = "LEVEL",
            split = ",",
            description = "Sums to forecast too: total, or columns of the data such as category,category+location.")
    private List<String> levels = new ArrayList<>();

    @Option(names = "--totals", paramLabel = "FILE", description = "Where the forecasts of --levels are written.")
    private Optional<Path> totals = Optional.empty();

    @Option(
            names = "--reconcile",
            paramLabel = "shrinkage|bottom-up",
            defaultValue = "shrinkage",
            description = "How forecasts of all levels are made to add up (${DEFAULT-VALUE}).")
    private String reconcile = "shrinkage";

    /// The forecasts of the series as they add up; those of the sums are written.
    List<Forecast> addedUp(
            Program program, ForecastMethod method, List<DemandSeries> panel, List<Forecast> forecasts, long seed)
            throws IOException {
        if (levels.isEmpty()) {
            return forecasts;
        }
        try {
            AddedUp added = AddedUp.of(
                    method,
                    panel,
                    forecasts,
                    levels.stream().map(HierarchyOptions::level).toList(),
                    way(),
                    seed);
            ForecastFiles.write(program.surroundings().directory().resolve(file()), added.sums(), added.ofSums());
            return added.ofSeries();
        } catch (IllegalArgumentException impossible) {
            throw new CommandFailure("The forecasts cannot be added up.", impossible.getMessage(), impossible);
        }
    }

    /// What is asked for must be complete, before anything takes long.
    void check(boolean overridden) {
        if (levels.isEmpty()) {
            return;
        }
        file();
        if (way() == AddedUp.Way.SHRINKAGE && overridden) {
            throw new CommandFailure(
                    "--reconcile shrinkage would change what --overrides say.", "Ask for --reconcile bottom-up.");
        }
    }

    private Path file() {
        return totals.orElseThrow(() -> new CommandFailure(
                "There is no --totals.", "Say where the forecasts of --levels are written, as --totals t.csv."));
    }

    private static List<String> level(String text) {
        String level = text.strip();
        return level.equals(TOTAL) ? List.of() : Arrays.asList(level.split("\\+", -1));
    }

    private AddedUp.Way way() {
        return switch (reconcile.toLowerCase(Locale.ROOT)) {
            case "shrinkage" -> AddedUp.Way.SHRINKAGE;
            case "bottom-up" -> AddedUp.Way.BOTTOM_UP;
            default -> throw new CommandFailure("--reconcile is '" + reconcile + "'.", "It is shrinkage or bottom-up.");
        };
    }
}
