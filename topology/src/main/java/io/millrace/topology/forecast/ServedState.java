package io.millrace.topology.forecast;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.ServedChange;
import io.millrace.events.demand.ServedMethod;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.rules.Evidence;
import io.millrace.topology.forecast.rules.Serving;
import io.millrace.topology.segments.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose forecasts the tenants of a partition are served: in the store, on its topic and in the log.
final class ServedState {
    static final List<Topic<?, ? extends AvroRoot>> TOPICS = List.of(Topics.SERVED_METHODS);

    private static final Logger LOG = LoggerFactory.getLogger(ServedState.class);
    private static final String ID = "served";

    private final Serving serving;
    private final Evidence evidence;
    private final int partition;
    private final String topic;
    private final TopicWriter writer;
    private final KeyValueStore<String, byte[]> store;
    private final AvroSerializer<ServedMethod> serializer;
    private final RecordDecoder<ServedMethod> decoder;

    ServedState(
            ProcessorContext<Void, Void> context,
            Serving serving,
            Evidence evidence,
            String prefix,
            SchemaRegistry registry) {
        this.serving = serving;
        this.evidence = evidence;
        this.partition = context.taskId().partition();
        this.topic = prefix + Topics.SERVED_METHODS.name();
        this.writer = new TopicWriter(context, TOPICS, prefix, registry);
        this.store = context.getStateStore(RunsTopology.SERVED);
        this.serializer = new AvroSerializer<>(registry);
        this.decoder = new RecordDecoder<>(ServedMethod.TYPE, registry);
    }

    /// What is served now, after a look at the figures.
    ServedMethod judged(String tenant, Instant now) {
        @Nullable ServedMethod kept = kept(tenant);
        ServedMethod judged = serving.judged(serving.current(tenant, kept), evidence, now);
        put(kept, judged, now);
        return judged;
    }

    /// Does what somebody wants.
    void obey(ForecastCommand wish, Instant now) {
        @Nullable ServedMethod kept = kept(wish.tenantId());
        put(kept, serving.wished(serving.current(wish.tenantId(), kept), wish, evidence, now), now);
    }

    private @Nullable ServedMethod kept(String tenant) {
        byte[] bytes = store.get(tenant);
        return bytes == null ? null : RunsState.read(decoder, bytes);
    }

    private void put(@Nullable ServedMethod before, ServedMethod served, Instant now) {
        if (served.equals(before)) {
            return;
        }
        store.put(served.tenantId(), serializer.serialize(topic, served));
        byte[] key = new CatalogKey(TenantId.of(served.tenantId()), ID).text().getBytes(StandardCharsets.UTF_8);
        writer.send(Topics.SERVED_METHODS, partition, key, served, now.toEpochMilli());
        if (before == null ? served.changes() > 0 : served.changes() > before.changes()) {
            tell(served, served.history().getFirst());
        }
    }

    private static void tell(ServedMethod served, ServedChange change) {
        LOG.info(
                "Tenant {} is served forecasts by {}, before by {}: {}, {}{}",
                served.tenantId(),
                change.method(),
                change.former(),
                change.reason(),
                change.words(),
                change.actor() == null ? "" : " (" + change.actor() + ")");
    }
}
