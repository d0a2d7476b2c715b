package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import io.millrace.domain.TenantId;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.ledger.forecasting.DemandView.Summary;
import io.millrace.ledger.forecasting.ForecastView.Made;
import io.millrace.topology.forecast.Panel;
import io.millrace.topology.forecast.rules.Absent;
import io.millrace.topology.forecast.rules.Absent.Why;
import io.millrace.topology.forecast.rules.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What can be forecast, out of the demand and the forecasts that this node has read. Safe for many threads.
public final class KnownPanel implements Panel, Absence {
    private static final int DAYS_AWAKE = 366;
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();

    private final DemandView demand;
    private final ForecastView forecasts;
    private final long settledNanos;
    private final ConcurrentMap<TenantId, Looked> looked = new ConcurrentHashMap<>();

    private record Looked(boolean isStale, long atNanos) {}

    /// What is known by these views, which stay the caller's to close.
    ///
    /// @param settled how long a location has to be quiet after it closed days, so that all of them are there
    public KnownPanel(DemandView demand, ForecastView forecasts, Duration settled) {
        this.demand = demand;
        this.forecasts = forecasts;
        this.settledNanos = settled.toNanos();
    }

    @Override
    public Optional<Instant> asOf() {
        return demand.reach()
                .asOf()
                .flatMap(one -> forecasts.reach().asOf().map(other -> one.isBefore(other) ? one : other));
    }

    @Override
    public Collection<TenantId> tenants() {
        return demand.tenants();
    }

    @Override
    public boolean isStale(TenantId tenant) {
        long now = System.nanoTime();
        Looked last = looked.get(tenant);
        if (last != null && now - last.atNanos < LOOK_NANOS) {
            return last.isStale;
        }
        boolean isStale =
                demand.summaries(tenant, DAYS_AWAKE).stream().anyMatch(one -> isSettled(one) && isStale(tenant, one));
        looked.put(tenant, new Looked(isStale, now));
        return isStale;
    }

    private boolean isSettled(Summary series) {
        return series.quietNanos() >= settledNanos;
    }

    private boolean isStale(TenantId tenant, Summary series) {
        Optional<Made> made = forecasts.find(ItemKey.of(tenant.value(), series.location(), series.item()));
        return made.map(known ->
                        series.lastClosed().isAfter(known.dataUpTo()) || series.version() > known.dataVersion())
                .orElse(true);
    }

    @Override
    public List<Candidate> series(TenantId tenant) {
        List<Candidate> candidates = new ArrayList<>();
        for (Summary series : demand.summaries(tenant, DAYS_AWAKE)) {
            demand.series(tenant, series.location(), series.item(), series.lastClosed())
                    .ifPresent(known -> candidates.add(new Candidate(
                            series.location(),
                            series.item(),
                            DemandClass.of(known.series()),
                            series.lastClosed(),
                            isSettled(series) && isStale(tenant, series))));
        }
        return candidates;
    }

    @Override
    public Collection<Absent> absent(TenantId tenant) {
        return demand.absent(tenant, DAYS_AWAKE);
    }

    @Override
    public Optional<String> whyNot(ItemKey item) {
        return demand.absence(item, DAYS_AWAKE).map(Why::words);
    }
}
