package io.millrace.ledger.security;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.security.Audit;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.topics.TopicRecords;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit on its way: entries are durable in Kafka before the request they are about is answered, so that a process
/// that is killed loses none. While Kafka is away nothing can be changed; who was refused then is in the log.
///
/// Safe for many threads.
public final class AuditTopic implements Consumer<AuditEntry> {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTopic.class);

    private final TopicRecords<CatalogKey, Audit> records;
    private final RecordWriter writer;

    /// @param writer stays the caller's to close
    public AuditTopic(TopicSettings topics, SchemaRegistry registry, RecordWriter writer) {
        this.records = new TopicRecords<>(Topics.AUDITS, topics, registry);
        this.writer = writer;
    }

    @Override
    public void accept(AuditEntry entry) {
        try {
            writer.send(records.of(new CatalogKey(entry.tenant(), entry.action()), record(entry)));
        } catch (ProblemException | SchemaRegistryException refused) {
            LOG.error("The audit could not take an entry in, which is only here: {}", entry, refused);
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
