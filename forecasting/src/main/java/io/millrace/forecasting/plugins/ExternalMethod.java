package io.millrace.forecasting.plugins;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.GlobalMethod;
import io.millrace.forecasting.Horizon;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/// A method in any language: a command that reads a line of JSON for each series and writes one for each.
///
/// In: `{"series_id","frequency","season","first","horizon","seed","units",…}`, missing units as null, and `price`,
/// `promo`, `in_stock` and `attributes` where they are known. Out: `{"series_id","mean":[…]}` and, better, with
/// `"quantiles":{"0.1":[…],"0.5":[…],"0.9":[…]}` of two levels or more; without them, what simple smoothing missed the
/// past by is put around the mean. Answers may come in any order. The command is run by `/bin/sh`, once for a panel,
/// and has so long.
public final class ExternalMethod implements GlobalMethod {
    /// What the name of such a method begins with where methods are asked for by name.
    public static final String PREFIX = "exec:";

    private static final int LONGEST_NAME = 40;

    private final String command;
    private final Duration limit;

    public ExternalMethod(String command, Duration limit) {
        if (command.isBlank()) {
            throw new PluginException(
                    "There is no command after " + PREFIX + "; write it like exec:'python3 model.py'");
        }
        this.command = command.strip();
        this.limit = limit;
    }

    @Override
    public String name() {
        String name = ("exec-" + command.toLowerCase(Locale.ROOT)).replaceAll("[^a-z0-9]+", "-");
        String shortened = name.substring(0, Math.min(LONGEST_NAME, name.length()));
        return shortened.endsWith("-") ? shortened.substring(0, shortened.length() - 1) : shortened;
    }

    @Override
    public String description() {
        return "what '" + command + "' answers";
    }

    @Override
    public FittedPanel fit(List<DemandSeries> panel, Horizon horizon, long seed) {
        IdentityHashMap<DemandSeries, Forecast> known = answered(panel, horizon, seed);
        return series -> {
            Forecast forecast = known.get(series);
            return forecast == null
                    ? answered(List.of(series), horizon, seed)
                            .values()
                            .iterator()
                            .next()
                    : forecast;
        };
    }

    private IdentityHashMap<DemandSeries, Forecast> answered(List<DemandSeries> panel, Horizon horizon, long seed) {
        IdentityHashMap<DemandSeries, Forecast> forecasts = new IdentityHashMap<>();
        if (panel.isEmpty()) {
            return forecasts;
        }
        List<String> questions = panel.stream()
                .map(series -> ExternalLines.question(series, horizon, seed))
                .toList();
        ExternalLines answers = new ExternalLines(command, horizon);
        new ExternalProcess(command, limit).answers(questions).forEach(answers::add);
        for (DemandSeries series : panel) {
            forecasts.put(series, answers.forecast(series));
        }
        return forecasts;
    }
}
