package io.millrace.ledger.security;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.security.Audit;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit on its way: entries are durable in Kafka before the request they are about is answered, so that a process
/// that is killed loses none. While Kafka is away nothing can be changed; who was refused then is in the log.
///
/// Safe for many threads.
public final class AuditTopic implements Consumer<AuditEntry> {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTopic.class);

    private final Topic<CatalogKey, Audit> topic;
    private final int partitions;
    private final AvroSerializer<Audit> serializer;
    private final RecordWriter writer;

    /// @param writer stays the caller's to close
    public AuditTopic(TopicSettings topics, SchemaRegistry registry, RecordWriter writer) {
        this.topic = Topics.AUDITS.prefixed(topics.prefix());
        this.partitions = topics.partitions(topic.spread());
        this.serializer = new AvroSerializer<>(registry);
        this.writer = writer;
    }

    @Override
    public void accept(AuditEntry entry) {
        if (!writer.isReachable() || !isWritten(entry)) {
            LOG.error("The audit can't take more in while Kafka is away; this entry is only here: {}", entry);
        }
    }

    private boolean isWritten(AuditEntry entry) {
        CatalogKey key = new CatalogKey(entry.tenant(), entry.action());
        try {
            writer.write(List.of(new ProducerRecord<>(
                    topic.name(),
                    LanePartitioner.partition(key, partitions),
                    key.text().getBytes(StandardCharsets.UTF_8),
                    serializer.serialize(topic.name(), record(entry)))));
            return true;
        } catch (ProblemException | SchemaRegistryException refused) {
            LOG.warn("An entry of the audit was not confirmed: {}", refused.getMessage());
            return false;
        }
    }

    private static Audit record(AuditEntry entry) {
        return new Audit(
                entry.tenant().value(),
                entry.requestId(),
                entry.at(),
                entry.subject(),
                entry.keyId().orElse(null),
                entry.source(),
                entry.action(),
                entry.target(),
                entry.status(),
                entry.problem().orElse(null),
                entry.before().orElse(null),
                entry.after().orElse(null));
    }

    static AuditEntry entry(Audit record) {
        return new AuditEntry(
                record.requestId(),
                record.at(),
                TenantId.of(record.tenantId()),
                record.subject(),
                Optional.ofNullable(record.keyId()),
                record.source(),
                record.action(),
                record.target(),
                record.status(),
                Optional.ofNullable(record.problem()),
                Optional.ofNullable(record.before()),
                Optional.ofNullable(record.after()));
    }
}
