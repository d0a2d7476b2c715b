package io.millrace.ledger.forecasting.work;

import io.millrace.domain.ItemKey;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import io.millrace.forecasting.holidays.HolidayMethod;
import io.millrace.forecasting.holidays.NationalHolidays;
import io.millrace.forecasting.metrics.Scale;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.forecasting.workbench.KnownFuture;
import io.millrace.forecasting.workbench.MethodCatalogue;
import io.millrace.topology.forecast.ForecastRecords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    /// @param country whose holidays its location has; empty if nobody knows
    /// @param plans what the catalogue says of the days to come
    record Given(
            ItemKey key,
            DemandSeries series,
            long dataVersion,
            long version,
            List<ForecastOverride> overrides,
            String country,
            Map<LocalDate, Planned> plans) {}

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

    /// One of this build's; what a command makes is not for a service.
    private static ForecastMethod method(String name) {
        MethodCatalogue catalogue = MethodCatalogue.of(Effort.BEST, List.of(), Progress.SILENT);
        return catalogue.all().stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no method " + name + " here; ./millrace methods lists those there are"));
    }

    private static List<io.millrace.events.demand.Forecast> made(
            ForecastJob job, ForecastMethod method, List<Given> given, Instant now) {
        Map<ItemKey, Forecast> forecasts = new HashMap<>();
        given.stream()
                .collect(Collectors.groupingBy(Given::country, TreeMap::new, Collectors.toList()))
                .forEach((country, panel) -> {
                    List<Forecast> made = forecast(job, withHolidays(method, country), panel);
                    for (int i = 0; i < made.size(); i++) {
                        forecasts.put(panel.get(i).key(), made.get(i));
                    }
                });
        return given.stream()
                .map(one -> record(job, method, one, forecasts.get(one.key()), now))
                .toList();
    }

    /// Locations of a country learn its holidays from each other.
    private static ForecastMethod withHolidays(ForecastMethod method, String country) {
        return NationalHolidays.of(country)
                .<ForecastMethod>map(holidays -> new HolidayMethod(method, holidays))
                .orElse(method);
    }

    private static List<Forecast> forecast(ForecastJob job, ForecastMethod method, List<Given> panel) {
        Map<String, Map<LocalDate, Planned>> plans = new HashMap<>();
        panel.stream()
                .filter(one -> !one.plans().isEmpty())
                .forEach(one -> plans.put(one.series().id().value(), one.plans()));
        return KnownFuture.forecast(
                method,
                panel.stream().map(Given::series).toList(),
                plans,
                new Horizon(job.horizonDays()),
                SEED,
                Progress.SILENT);
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
                .explanation(explanation(method, given, job))
                .build();
    }

    private static Map<String, String> explanation(ForecastMethod method, Given given, ForecastJob job) {
        DemandSeries series = given.series();
        Map<String, String> facts = new TreeMap<>();
        facts.put("method", method.description());
        facts.put("demand", DemandClass.of(series).word());
        facts.put("days", Integer.toString(series.length()));
        facts.put("learned from", job.series().size() + " series");
        if (NationalHolidays.of(given.country()).isPresent()) {
            facts.put("holidays", given.country());
        }
        long promoted = days(given, plan -> plan.promotion() > 0);
        if (promoted > 0) {
            facts.put("promoted", promoted + " days to come");
        }
        long closed = days(given, plan -> plan.open() == 0);
        if (closed > 0) {
            facts.put("closed", closed + " days to come");
        }
        return facts;
    }

    private static long days(Given given, Predicate<Planned> which) {
        return given.plans().values().stream().filter(which).count();
    }
}
