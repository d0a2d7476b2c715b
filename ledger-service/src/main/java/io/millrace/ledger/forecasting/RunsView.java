package io.millrace.ledger.forecasting;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.JobState;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs there are, and which of their jobs have results. Safe for many threads.
public final class RunsView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunsView.class);

    private final String runs;
    private final RecordDecoder<ForecastRun> runDecoder;
    private final RecordDecoder<ForecastJobResult> resultDecoder;
    private final ConcurrentMap<String, ForecastRun> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<Integer>> done = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    private RunsView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.runs = Topics.FORECAST_RUNS.prefixed(prefix).name();
        this.runDecoder = new RecordDecoder<>(ForecastRun.TYPE, registry);
        this.resultDecoder = new RecordDecoder<>(ForecastJobResult.TYPE, registry);
        this.follower = TopicFollower.fromBegin(
                "runs-view",
                connection,
                List.of(runs, Topics.FORECAST_JOB_RESULTS.prefixed(prefix).name()),
                this::hear);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static RunsView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new RunsView(connection, prefix, registry);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (!record.topic().equals(runs)) {
            if (resultDecoder.decode(record.value())
                    instanceof Decoded.Value<ForecastJobResult>(ForecastJobResult result, int _)) {
                hear(result);
            }
        } else if (record.value() == null) {
            known.remove(key);
            done.remove(key);
        } else if (runDecoder.decode(record.value()) instanceof Decoded.Value<ForecastRun>(ForecastRun run, int _)) {
            known.put(key, run);
        } else {
            LOG.warn("Run {} is left as it was: it is not readable", key);
        }
    }

    private void hear(ForecastJobResult result) {
        if (result.state() == JobState.DONE) {
            done.computeIfAbsent(result.tenantId() + '|' + result.runId(), _ -> ConcurrentHashMap.newKeySet())
                    .add(result.number());
        }
    }

    /// How far it has read.
    public Reach reach() {
        return follower.reach();
    }

    /// A run, if it is there.
    public Optional<ForecastRun> find(TenantId tenant, String run) {
        return Optional.ofNullable(known.get(new CatalogKey(tenant, run).text()));
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
        return done.getOrDefault(new CatalogKey(tenant, run).text(), Set.of()).contains(number);
    }

    @Override
    public void close() {
        follower.close();
    }
}
