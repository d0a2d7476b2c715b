package io.millrace.ledger.forecasting.work;

import io.millrace.domain.ItemKey;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.methods.Methods;
import io.millrace.forecasting.metrics.Scale;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.topology.forecast.ForecastRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a job makes of the series it is about.
final class JobRules {
    private static final long SEED = 20_260_101;
    private static final String VERSION = "1";

    private JobRules() {}

    /// A series of a job, with what is known beside its demand.
    ///
    /// @param dataVersion the offset of its newest demand day
    /// @param version what its forecast counts as
    record Given(ItemKey key, DemandSeries series, long dataVersion, long version, List<ForecastOverride> overrides) {}

    /// The forecasts of one method, in the order of the series.
    record Made(String method, List<io.millrace.events.demand.Forecast> forecasts) {}

    /// What is served, and behind it what is made to be compared.
    ///
    /// @throws IllegalArgumentException if a method is not known here
    static List<Made> made(ForecastJob job, List<Given> given, Instant now) {
        List<Made> made = new ArrayList<>();
        Stream.concat(Stream.of(job.method()), job.challengers().stream().filter(name -> !name.equals(job.method())))
                .forEach(name -> made.add(new Made(name, made(job, method(name), given, now))));
        return made;
    }

    private static ForecastMethod method(String name) {
        return Stream.concat(
                        Stream.of(new AutoMethod(Effort.BEST), new AutoMethod(Effort.FAST)), Methods.local().stream())
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no method " + name + " here; ./millrace methods lists those there are"));
    }

    private static List<io.millrace.events.demand.Forecast> made(
            ForecastJob job, ForecastMethod method, List<Given> given, Instant now) {
        List<DemandSeries> panel = given.stream().map(Given::series).toList();
        List<Forecast> forecasts = Forecasters.forecast(method, panel, new Horizon(job.horizonDays()), SEED);
        List<io.millrace.events.demand.Forecast> records = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            records.add(record(job, method, given.get(i), forecasts.get(i), now));
        }
        return records;
    }

    private static io.millrace.events.demand.Forecast record(
            ForecastJob job, ForecastMethod method, Given given, Forecast forecast, Instant now) {
        DemandSeries series = given.series();
        Scale scale = Scale.of(series);
        int length = series.length();
        return io.millrace.events.demand.Forecast.builder()
                .tenantId(job.tenantId())
                .locationId(given.key().lane().location().value())
                .itemId(given.key().item().value())
                .madeAt(now)
                .dataUpTo(series.calendar().date(length - 1))
                .runId(job.runId())
                .method(method.name())
                .methodVersion(VERSION)
                .version(given.version())
                .steps(ForecastRecords.steps(forecast, series.calendar().date(length)))
                .sumErrors(ForecastRecords.sumErrors(forecast))
                .scale(new DemandScale(scale.meanSquare(), scale.meanAbsolute()))
                .dataVersion(given.dataVersion())
                .overrides(given.overrides())
                .explanation(explanation(method, series, job))
                .build();
    }

    private static Map<String, String> explanation(ForecastMethod method, DemandSeries series, ForecastJob job) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("method", method.description());
        facts.put("demand", DemandClass.of(series).word());
        facts.put("days", Integer.toString(series.length()));
        facts.put("learned from", job.series().size() + " series");
        return facts;
    }
}
