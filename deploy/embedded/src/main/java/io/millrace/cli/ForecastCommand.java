package io.millrace.cli;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.Span;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.frame.FutureCsv;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import io.millrace.forecasting.frame.PanelFile;
import io.millrace.forecasting.frame.UnreadableCsvException;
import io.millrace.forecasting.newitems.LikeItems;
import io.millrace.forecasting.overrides.Correction;
import io.millrace.forecasting.workbench.ForecastFiles;
import io.millrace.forecasting.workbench.KnownFuture;
import io.millrace.forecasting.workbench.Listings;
import io.millrace.forecasting.workbench.MethodCatalogue;
import io.millrace.schemas.json.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Forecasts the series of a CSV into a CSV.
@Command(
        name = "forecast",
        description = "Forecast the series of a CSV: a mean and quantiles for each step ahead.",
        footer = {
            "",
            "Writes series_id,h,mean,q0.5,q0.9,q0.95,q0.99; with --sums also series_id,from,to,mean,q0.9,q0.95,q0.99",
            "for what is asked for in several steps together. docs/guides/data-teams.md is a worked example.",
        })
final class ForecastCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private PanelOptions panel = new PanelOptions();

    @Mixin
    private MethodOptions methods = new MethodOptions();

    @Mixin
    private HierarchyOptions hierarchy = new HierarchyOptions();

    @Mixin
    private OverrideOptions overrides = new OverrideOptions();

    @Option(names = "--horizon", paramLabel = "H", required = true, description = "How many steps ahead.")
    private int horizon;

    @Option(
            names = "--future",
            paramLabel = "FILE",
            description = "What is planned: a CSV with series_id,date and any of price,promo,open; new items too.")
    private Optional<Path> future = Optional.empty();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = MethodCatalogue.AUTO,
            description = "The method; 'millrace methods' lists them (${DEFAULT-VALUE}).")
    private String method = MethodCatalogue.AUTO;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the forecasts are written.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--explain",
            paramLabel = "SERIES",
            description = "Instead of writing forecasts, say why 'auto' forecasts this series as it does.")
    private Optional<String> explain = Optional.empty();

    @Option(names = "--sums", paramLabel = "FILE", description = "Where sums over spans of steps are written.")
    private Optional<Path> sums = Optional.empty();

    @Option(
            names = "--spans",
            paramLabel = "A-B",
            split = ",",
            description = "The spans for --sums, such as 1-7,8-21 (usual ones for the frequency).")
    private List<String> spans = new ArrayList<>();

    ForecastCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Horizon steps = Horizons.checked(horizon);
        if (explain.isPresent()) {
            AutoMethod auto = new AutoMethod(methods.effort(), new ProgressLine(program.console()));
            new ForecastExplanation(program)
                    .tell(panel.read(program).panel(), explain.get(), steps, auto, methods.seed());
            return ExitCode.OK;
        }
        Path written = out.orElseThrow(
                () -> new CommandFailure("There is no --out.", "Say where forecasts are written, as --out f.csv."));
        List<Correction> corrections = overrides.read(program);
        hierarchy.check(!corrections.isEmpty());
        long started = System.nanoTime();
        ProgressLine progress = new ProgressLine(program.console());
        MethodCatalogue catalogue = methods.catalogue(program, progress);
        ForecastMethod chosen = MethodOptions.telling(() -> methods.toldOfHolidays(program, chosen(catalogue, method)));
        List<Span> asked = spans.stream().map(text -> span(text, steps)).toList();
        Map<String, Map<LocalDate, Planned>> plans = plans();
        PanelFile read = panel.read(program);
        Listings listings = Listings.of(read.panel(), plans, attributes(), steps);
        List<DemandSeries> whole = new ArrayList<>(read.panel());
        whole.addAll(listings.series());
        ForecastMethod helped = helped(chosen, listings);
        List<Forecast> forecasts = listings.shifted(MethodOptions.telling(
                () -> KnownFuture.forecast(helped, whole, plans, steps, methods.seed(), progress)));
        forecasts = overrides.applied(program, whole, forecasts, corrections);
        forecasts = hierarchy.addedUp(program, chosen, whole, forecasts, methods.seed());
        Path folder = program.surroundings().directory();
        ForecastFiles.write(folder.resolve(written), whole, forecasts);
        if (sums.isPresent()) {
            List<Span> shown = asked.isEmpty() ? ForecastFiles.usualSpans(read.frequency(), steps) : asked;
            ForecastFiles.writeSums(folder.resolve(sums.get()), whole, forecasts, shown);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        program.console()
                .line(String.format(
                        Locale.ROOT,
                        "Forecast %,d series %d steps ahead with %s in %s: %s",
                        forecasts.size(),
                        horizon,
                        chosen.name(),
                        Console.seconds(took),
                        sums.map(file -> written + ", " + file).orElse(written.toString())));
        return ExitCode.OK;
    }

    private Map<String, Map<LocalDate, Planned>> plans() {
        if (future.isEmpty()) {
            return Map.of();
        }
        Path file = program.surroundings().directory().resolve(future.get());
        try {
            return FutureCsv.read(file);
        } catch (UnreadableCsvException unreadable) {
            throw new CommandFailure(file + " cannot be read.", unreadable.getMessage(), unreadable);
        } catch (IOException broken) {
            throw new CommandFailure(
                    "There is no future to read in " + file + ".", "Give the path of a CSV with --future.", broken);
        }
    }

    /// A method that sees one series at a time can say nothing of an item that was never sold.
    private static ForecastMethod helped(ForecastMethod method, Listings listings) {
        return method instanceof LocalMethod && !listings.series().isEmpty() ? new LikeItems(method) : method;
    }

    private Map<String, Map<String, String>> attributes() throws IOException {
        return future.isEmpty()
                ? Map.of()
                : FutureCsv.attributes(program.surroundings().directory().resolve(future.get()));
    }

    static ForecastMethod chosen(MethodCatalogue catalogue, String name) {
        return catalogue
                .find(name)
                .orElseThrow(() -> new CommandFailure(
                        "There is no method '" + name + "'.",
                        Suggestion.nearest(name, catalogue.names())
                                        .map(near -> "Did you mean " + near + "? ")
                                        .orElse("")
                                + "'millrace methods' lists them."));
    }

    private static Span span(String text, Horizon horizon) {
        String[] ends = text.strip().split("-", -1);
        try {
            Span span = new Span(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[ends.length - 1].strip()));
            if (span.last() <= horizon.steps()) {
                return span;
            }
            throw new CommandFailure(
                    "The span " + text + " ends after the horizon of " + horizon.steps() + ".",
                    "Ask for a longer --horizon or an earlier end.");
        } catch (IllegalArgumentException unreadable) {
            throw new CommandFailure(
                    "'" + text + "' is no span of steps.", "Write it like 1-7: the first and last step.", unreadable);
        }
    }
}
