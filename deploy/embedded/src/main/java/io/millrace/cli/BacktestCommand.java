package io.millrace.cli;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.frame.PanelFile;
import io.millrace.forecasting.workbench.BacktestReport;
import io.millrace.forecasting.workbench.Comparison;
import io.millrace.forecasting.workbench.Comparison.Scored;
import io.millrace.forecasting.workbench.MethodCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Compares methods on the past of a panel, and reports it.
@Command(
        name = "backtest",
        description = "Compare methods on the past of a CSV's series, and report it as HTML and CSV.",
        footer = {
            "",
            "At each origin, a horizon apart, methods see what was known then and are scored by what came. The report",
            "is one file that needs nothing else; beside it, under the same name, lie the figures as a CSV.",
        })
final class BacktestCommand implements Callable<Integer> {
    private static final int FEWEST_KNOWN = 2;

    private final Program program;

    @Mixin
    private PanelOptions panel = new PanelOptions();

    @Mixin
    private MethodOptions methods = new MethodOptions();

    @Option(names = "--horizon", paramLabel = "H", required = true, description = "How many steps ahead.")
    private int horizon;

    @Option(
            names = "--origins",
            paramLabel = "K",
            defaultValue = "4",
            description = "How many moments of the past to forecast from (${DEFAULT-VALUE}).")
    private int origins;

    @Option(
            names = "--methods",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "auto,theta,ses,tsb,imapa,window-mean,seasonal-naive",
            description = "The methods, with commas between (${DEFAULT-VALUE}).")
    private List<String> names = List.of();

    @Option(names = "--report", paramLabel = "FILE", required = true, description = "Where the HTML is written.")
    private Path report = Path.of("");

    BacktestCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Horizon steps = Horizons.checked(horizon);
        if (origins < 1) {
            throw new CommandFailure("--origins is " + origins + ".", "Ask for one origin or more.");
        }
        long started = System.nanoTime();
        ProgressLine progress = new ProgressLine(program.console());
        MethodCatalogue catalogue = methods.catalogue(program, progress);
        List<ForecastMethod> chosen = names.stream()
                .distinct()
                .map(name -> MethodOptions.telling(
                        () -> methods.toldOfHolidays(program, ForecastCommand.chosen(catalogue, name.strip()))))
                .toList();
        PanelFile read = panel.read(program);
        checkLength(read.panel());
        Comparison comparison = MethodOptions.telling(
                () -> Comparison.of(read.panel(), chosen, steps, origins, methods.seed(), progress));
        BacktestReport written = new BacktestReport(comparison, facts(read));
        Path html = program.surroundings().directory().resolve(report);
        Path csv = html.resolveSibling(withoutEnding(html.getFileName().toString()) + ".csv");
        written.writeHtml(html);
        written.writeCsv(csv);
        BacktestReport.ranked(comparison).forEach(this::tell);
        program.console()
                .line("Compared in " + Console.seconds(Duration.ofNanos(System.nanoTime() - started)) + ": " + report
                        + ", " + csv.getFileName());
        return ExitCode.OK;
    }

    private void checkLength(List<DemandSeries> series) {
        int longest = series.stream().mapToInt(DemandSeries::length).max().orElse(0);
        if (longest < origins * horizon + FEWEST_KNOWN) {
            throw new CommandFailure(
                    origins + " origins of " + horizon + " steps need more than " + origins * horizon
                            + " steps of history, and the longest series has " + longest + ".",
                    "Ask for fewer --origins or a shorter --horizon.");
        }
    }

    private Map<String, String> facts(PanelFile read) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Data", String.valueOf(panel.file().getFileName()));
        facts.put("Series", String.format(Locale.ROOT, "%,d", read.panel().size()));
        facts.put("Steps", read.frequency().name().toLowerCase(Locale.ROOT));
        facts.put("Season", String.valueOf(read.season()));
        facts.put("Horizon", String.valueOf(horizon));
        facts.put("Origins", String.valueOf(origins));
        facts.put("Gaps", read.gaps().name().toLowerCase(Locale.ROOT));
        facts.put("Seed", String.valueOf(methods.seed()));
        facts.put("Cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return facts;
    }

    private void tell(Scored scored) {
        program.console()
                .line(String.format(
                        Locale.ROOT,
                        "  %-16s pRMSSE %.3f   SPL %.3f / %.3f / %.3f / %.3f   bias %+.1f %%   %.2f s per 1,000",
                        scored.method(),
                        scored.all().pooledRmsse(),
                        scored.all().scaledPinball(0.5),
                        scored.all().scaledPinball(0.9),
                        scored.all().scaledPinball(0.95),
                        scored.all().scaledPinball(0.99),
                        100 * scored.all().bias(),
                        scored.secondsPerThousand()));
    }

    private static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
