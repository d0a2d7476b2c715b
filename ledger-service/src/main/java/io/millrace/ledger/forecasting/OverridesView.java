package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import io.millrace.domain.SourceKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.DemandOverride;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The words of planners on demand to come. Safe for many threads.
public final class OverridesView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OverridesView.class);
    private static final char AFTER_SEPARATOR = '|' + 1;

    private final RecordDecoder<DemandOverride> decoder;
    private final NavigableMap<String, DemandOverride> known = new ConcurrentSkipListMap<>();
    private final TopicFollower follower;

    private OverridesView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        Topic<SourceKey, DemandOverride> topic = Topics.FORECAST_OVERRIDES.prefixed(prefix);
        this.decoder = new RecordDecoder<>(topic.value(), registry);
        this.follower = TopicFollower.fromBegin("overrides-view", connection, List.of(topic.name()), this::hear);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static OverridesView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new OverridesView(connection, prefix, registry);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            known.remove(key);
        } else if (decoder.decode(record.value()) instanceof Decoded.Value<DemandOverride>(var override, int _)) {
            known.put(key, override);
        } else {
            LOG.warn("Override {} is left as it was: it is not readable", key);
        }
    }

    /// How far it has read.
    public Reach reach() {
        return follower.reach();
    }

    /// One of them.
    public Optional<DemandOverride> find(SourceKey key) {
        return Optional.ofNullable(known.get(key.text()));
    }

    /// All of a tenant, by location and item.
    public Collection<DemandOverride> of(TenantId tenant) {
        return within(tenant.value());
    }

    /// What is said of an item at a location for days after this one.
    public List<ForecastOverride> of(ItemKey item, LocalDate after) {
        return within(item.text()).stream()
                .map(DemandOverride::change)
                .filter(change -> change.to().isAfter(after))
                .toList();
    }

    private Collection<DemandOverride> within(String prefix) {
        return known.subMap(prefix + '|', true, prefix + AFTER_SEPARATOR, false).values();
    }

    @Override
    public void close() {
        follower.close();
    }
}
