package io.millrace.ledger.forecasting;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.JobState;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The runs there are, and which of their jobs have results. Safe for many threads.
public final class RunsView implements TopicView {
    private final ConcurrentMap<CatalogKey, ForecastRun> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<CatalogKey, Set<Integer>> done = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    private RunsView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.follower = new TopicReader(prefix, registry)
                .with(Topics.FORECAST_RUNS, (key, run, _) -> hear(key, run))
                .with(Topics.FORECAST_JOB_RESULTS, (_, result, _) -> hear(result))
                .follow("runs-view", connection);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static RunsView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new RunsView(connection, prefix, registry);
    }

    private void hear(CatalogKey key, @Nullable ForecastRun run) {
        if (run == null) {
            known.remove(key);
            done.remove(key);
        } else {
            known.put(key, run);
        }
    }

    private void hear(@Nullable ForecastJobResult result) {
        if (result != null && result.state() == JobState.DONE) {
            done.computeIfAbsent(
                            new CatalogKey(TenantId.of(result.tenantId()), result.runId()),
                            _ -> ConcurrentHashMap.newKeySet())
                    .add(result.number());
        }
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// A run, if it is there.
    public Optional<ForecastRun> find(TenantId tenant, String run) {
        return Optional.ofNullable(known.get(new CatalogKey(tenant, run)));
    }

    /// A tenant's runs, the newest first.
    public List<ForecastRun> list(TenantId tenant) {
        return known.values().stream()
                .filter(run -> run.tenantId().equals(tenant.value()))
                .sorted(Comparator.comparing(ForecastRun::startedAt)
                        .thenComparing(ForecastRun::runId)
                        .reversed())
                .toList();
    }

    /// Every run.
    public List<ForecastRun> all() {
        return List.copyOf(known.values());
    }

    /// Whether the forecasts of a job are there.
    public boolean isDone(TenantId tenant, String run, int number) {
        return done.getOrDefault(new CatalogKey(tenant, run), Set.of()).contains(number);
    }
}
