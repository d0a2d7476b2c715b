package io.millrace.ledger.forecasting;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.events.demand.RunState;
import io.millrace.events.demand.ServedMethod;
import java.util.List;
import java.util.Locale;

/// What is measured of forecasts and the runs that make them, as this node has read them.
public final class ForecastMeters implements MeterBinder {
    private static final List<RunState> STATES =
            List.of(RunState.RUNNING, RunState.DONE, RunState.FAILED, RunState.CANCELLED);

    private final ForecastView forecasts;
    private final RunsView runs;
    private final ServedView served;

    public ForecastMeters(ForecastView forecasts, RunsView runs, ServedView served) {
        this.forecasts = forecasts;
        this.runs = runs;
        this.served = served;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RunState state : STATES) {
            Gauge.builder("millrace.forecast.runs", runs, known -> count(known, state))
                    .description("Runs of the last 30 days")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("millrace.forecast.known", forecasts, ForecastView::size)
                .description("Series that have a forecast")
                .register(registry);
        Gauge.builder("millrace.forecast.method.changes", served, ForecastMeters::changes)
                .description("How often another method was promoted, pinned or vetoed, of all tenants")
                .register(registry);
    }

    private static double changes(ServedView known) {
        return known.all().stream().mapToLong(ServedMethod::changes).sum();
    }

    private static double count(RunsView known, RunState state) {
        return known.all().stream().filter(run -> run.state() == state).count();
    }
}
