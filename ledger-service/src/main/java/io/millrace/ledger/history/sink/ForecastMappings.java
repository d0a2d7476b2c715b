package io.millrace.ledger.history.sink;

import static io.millrace.ledger.history.sink.Cells.columns;
import static io.millrace.ledger.history.sink.Cells.day;
import static io.millrace.ledger.history.sink.Cells.micros;
import static io.millrace.ledger.history.sink.Cells.number;

import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.ForecastStep;
import io.millrace.events.demand.Quantile;
import io.millrace.events.demand.QuantileLoss;
import io.millrace.ledger.history.sink.Mapping.Again;
import io.millrace.schemas.topics.Topics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What is kept of forecasts: each that was served, how each turned out, and the runs.
final class ForecastMappings {
    private static final List<Column> SERIES = columns(Form.TEXT, "tenant_id", "location_id", "item_id");
    private static final List<Column> SOURCE =
            columns(columns(Form.SMALL_NUMBER, "kafka_partition"), columns(Form.NUMBER, Mapping.SOURCE_OFFSET));
    private static final double NEAR = 1e-9;

    private ForecastMappings() {}

    static List<Mapping<?>> all() {
        return List.of(forecasts(), accuracy(), runs());
    }

    /// A forecast is known by when it was made of which days: a topic that is made anew begins its offsets again.
    private static Mapping<Forecast> forecasts() {
        return new Mapping<>(
                Topics.FORECASTS,
                "forecast",
                columns(
                        SERIES,
                        columns(Form.DAY, "data_up_to"),
                        columns(Form.TIME, "made_at"),
                        SOURCE,
                        columns(Form.TEXT, "run_id", "method", "method_version"),
                        columns(Form.NUMBER, "version", "data_version"),
                        columns(Form.DAY, "first_day"),
                        columns(Form.REALS, "mean", "q50", "q90", "q95", "q99")),
                List.of("tenant_id", "location_id", "item_id", "data_up_to", "made_at"),
                Again.SAME,
                Optional.of("data_up_to"),
                ForecastMappings::forecast);
    }

    private static void forecast(Forecast forecast, Place place, Sheet sheet) {
        List<ForecastStep> steps = forecast.steps();
        if (steps.isEmpty()) {
            return;
        }
        sheet.row(
                forecast.tenantId(),
                forecast.locationId(),
                forecast.itemId(),
                day(forecast.dataUpTo()),
                micros(forecast.madeAt()),
                (long) place.partition(),
                place.offset(),
                forecast.runId(),
                forecast.method(),
                forecast.methodVersion(),
                forecast.version(),
                forecast.dataVersion(),
                day(steps.getFirst().date()),
                reals(steps, ForecastStep::mean),
                quantiles(steps, 0.5),
                quantiles(steps, 0.9),
                quantiles(steps, 0.95),
                quantiles(steps, 0.99));
    }

    private static @Nullable String quantiles(List<ForecastStep> steps, double level) {
        return steps.stream().allMatch(step -> quantile(step, level).isPresent())
                ? reals(steps, step -> quantile(step, level).orElseThrow())
                : null;
    }

    private static OptionalDouble quantile(ForecastStep step, double level) {
        return step.quantiles().stream()
                .filter(quantile -> Math.abs(quantile.level() - level) < NEAR)
                .mapToDouble(Quantile::value)
                .findFirst();
    }

    /// As PostgreSQL writes an array of `real`, with as many digits as one of those has.
    private static String reals(List<ForecastStep> steps, ToDoubleFunction<ForecastStep> value) {
        StringBuilder text = new StringBuilder("{");
        for (ForecastStep step : steps) {
            text.append(text.length() == 1 ? "" : ",").append((float) value.applyAsDouble(step));
        }
        return text.append('}').toString();
    }

    private static Mapping<ForecastAccuracy> accuracy() {
        return new Mapping<>(
                Topics.FORECAST_ACCURACY,
                "forecast_accuracy",
                columns(
                        SERIES,
                        columns(Form.DAY, "business_date"),
                        columns(Form.TEXT, "method"),
                        SOURCE,
                        columns(Form.TRUTH, "served"),
                        columns(Form.TEXT, "run_id"),
                        columns(Form.DAY, "data_up_to"),
                        columns(Form.SMALL_NUMBER, "days_ahead"),
                        columns(Form.REAL, "actual", "mean", "loss50", "loss90", "loss95", "loss99"),
                        columns(Form.REAL, "scale_square", "scale_absolute"),
                        columns(Form.NUMBER, "demand_version"),
                        columns(Form.TIME, "scored_at")),
                List.of("tenant_id", "location_id", "item_id", "business_date", "method"),
                Again.NEWEST_STAYS,
                Optional.of("business_date"),
                (score, place, sheet) -> sheet.row(
                        score.tenantId(),
                        score.locationId(),
                        score.itemId(),
                        day(score.date()),
                        score.method(),
                        (long) place.partition(),
                        place.offset(),
                        score.served(),
                        score.runId(),
                        day(score.dataUpTo()),
                        (long) score.daysAhead(),
                        score.actual(),
                        score.mean(),
                        loss(score, 0.5),
                        loss(score, 0.9),
                        loss(score, 0.95),
                        loss(score, 0.99),
                        score.scale().meanSquare(),
                        score.scale().meanAbsolute(),
                        score.demandVersion(),
                        micros(score.at())));
    }

    private static @Nullable Double loss(ForecastAccuracy score, double level) {
        return score.losses().stream()
                .filter(loss -> Math.abs(loss.level() - level) < NEAR)
                .map(QuantileLoss::loss)
                .findFirst()
                .orElse(null);
    }

    private static Mapping<ForecastRun> runs() {
        return new Mapping<>(
                Topics.FORECAST_RUNS,
                "forecast_run",
                columns(
                        columns(Form.TEXT, "tenant_id", "run_id"),
                        SOURCE,
                        columns(Form.TEXT, "reason", "actor", "state", "method"),
                        columns(Form.SMALL_NUMBER, "horizon_days"),
                        columns(Form.TIME, "started_at", "changed_at", "finished_at"),
                        columns(Form.SMALL_NUMBER, "series", "forecasts", "jobs"),
                        columns(Form.TEXT, "problem")),
                List.of("tenant_id", "run_id"),
                Again.NEWEST_STAYS,
                Optional.empty(),
                (run, place, sheet) -> sheet.row(
                        run.tenantId(),
                        run.runId(),
                        (long) place.partition(),
                        place.offset(),
                        run.reason().name(),
                        run.actor(),
                        run.state().name(),
                        run.method(),
                        number(run.horizonDays()),
                        micros(run.startedAt()),
                        micros(run.changedAt()),
                        micros(run.finishedAt()),
                        number(run.series()),
                        number(run.forecasts()),
                        (long) run.jobs().size(),
                        run.problem()));
    }
}
