package io.millrace.ledger.forecasting;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ServedMethod;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose forecasts tenants are served. Safe for many threads.
public final class ServedView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedView.class);

    private final RecordDecoder<ServedMethod> decoder;
    private final ConcurrentMap<TenantId, ServedMethod> known = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    private ServedView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.decoder = new RecordDecoder<>(ServedMethod.TYPE, registry);
        this.follower = TopicFollower.fromBegin(
                "served-view",
                connection,
                List.of(Topics.SERVED_METHODS.prefixed(prefix).name()),
                this::hear);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static ServedView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new ServedView(connection, prefix, registry);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        TenantId tenant = CatalogKey.parse(new String(record.key(), StandardCharsets.UTF_8))
                .tenant();
        if (record.value() == null) {
            known.remove(tenant);
        } else if (decoder.decode(record.value()) instanceof Decoded.Value<ServedMethod>(ServedMethod one, int _)) {
            known.put(tenant, one);
        } else {
            LOG.warn("What tenant {} is served is left as it was: it is not readable", tenant);
        }
    }

    /// How far it has read.
    public Reach reach() {
        return follower.reach();
    }

    /// What a tenant is served, if it was ever forecast.
    public Optional<ServedMethod> find(TenantId tenant) {
        return Optional.ofNullable(known.get(tenant));
    }

    /// What each tenant is served.
    public Collection<ServedMethod> all() {
        return List.copyOf(known.values());
    }

    @Override
    public void close() {
        follower.close();
    }
}
