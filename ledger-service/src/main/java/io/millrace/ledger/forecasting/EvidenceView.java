package io.millrace.ledger.forecasting;

import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.rules.Challenge.Day;
import io.millrace.topology.forecast.rules.Evidence;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// How challengers did beside what was served, as this node has read it. Safe for many threads.
public final class EvidenceView implements Evidence, AutoCloseable {
    private final RecordDecoder<ForecastAccuracy> decoder;
    private final ScoredPairs pairs = new ScoredPairs();
    private final TopicFollower follower;

    private EvidenceView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.decoder = new RecordDecoder<>(ForecastAccuracy.TYPE, registry);
        this.follower = TopicFollower.fromBegin(
                "evidence-view",
                connection,
                List.of(Topics.FORECAST_ACCURACY.prefixed(prefix).name()),
                this::hear);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static EvidenceView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new EvidenceView(connection, prefix, registry);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        if (decoder.decode(record.value()) instanceof Decoded.Value<ForecastAccuracy>(ForecastAccuracy one, int _)) {
            pairs.hear(one, record.partition());
        }
    }

    /// How far it has read.
    public Reach reach() {
        return follower.reach();
    }

    /// Nothing, while only a part of what was scored has been read.
    @Override
    public Map<String, Collection<Day>> beside(TenantId tenant, String served, LocalDate after) {
        return reach().asOf().isPresent() ? pairs.beside(tenant, served, after) : Map.of();
    }

    @Override
    public Optional<LocalDate> lastDay(TenantId tenant) {
        return pairs.lastDay(tenant);
    }

    @Override
    public void close() {
        follower.close();
    }
}
