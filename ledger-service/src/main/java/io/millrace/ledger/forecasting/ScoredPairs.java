package io.millrace.ledger.forecasting;

import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.topology.forecast.rules.Challenge.Day;
import io.millrace.topology.forecast.rules.Evidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// How challengers did beside what was served, by tenant and day, out of what was scored. Safe for many threads.
final class ScoredPairs implements Evidence {
    private final Map<Pair, NavigableMap<LocalDate, Day>> days = new HashMap<>();
    private final Map<String, LocalDate> lastDays = new HashMap<>();

    private record Pair(String tenant, String served, String challenger) {}

    /// Takes in a score, and that of what was served of the same item and day, if it is known.
    synchronized void hear(ForecastAccuracy one, Optional<ForecastAccuracy> beside) {
        lastDays.merge(one.tenantId(), one.date(), (known, date) -> known.isAfter(date) ? known : date);
        if (one.scale().meanAbsolute() > 0) {
            beside.ifPresent(served -> days.computeIfAbsent(
                            new Pair(one.tenantId(), served.method(), one.method()), _ -> new TreeMap<>())
                    .merge(
                            one.date(),
                            new Day(1, BesideServed.loss(served), BesideServed.loss(one)),
                            ScoredPairs::together));
        }
    }

    private static Day together(Day one, Day other) {
        return new Day(
                one.items() + other.items(), one.champion() + other.champion(), one.challenger() + other.challenger());
    }

    @Override
    public synchronized Map<String, Collection<Day>> beside(TenantId tenant, String served, LocalDate after) {
        Map<String, Collection<Day>> found = new TreeMap<>();
        days.forEach((pair, scored) -> {
            if (pair.tenant.equals(tenant.value()) && pair.served.equals(served)) {
                found.put(
                        pair.challenger,
                        new ArrayList<>(scored.tailMap(after, false).values()));
            }
        });
        return found;
    }

    @Override
    public synchronized Optional<LocalDate> lastDay(TenantId tenant) {
        return Optional.ofNullable(lastDays.get(tenant.value()));
    }
}
