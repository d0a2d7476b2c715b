package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.TenantId;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
import io.millrace.ledger.history.sink.HistoryRetention;
import io.millrace.ledger.ingest.IngestSettings;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import io.millrace.topology.RecordTraces;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The audit from its topic into PostgreSQL, and how it ends.
@ExtendWith({KafkaExtension.class, PostgresExtension.class})
class AuditIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final TenantId ACME = TenantId.of("acme");
    private static final TenantId OTHER = TenantId.of("other");

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private Map<String, Object> connection;
    private TopicSettings topics;

    @BeforeEach
    void topic(TestKafka kafka) {
        connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
        topics = new TopicSettings(kafka.named(UUID.randomUUID() + "."), 2, 1);
        new TopicAdmin(kafka.admin(), topics, Duration.ofSeconds(30)).ensure(List.of(Topics.AUDITS));
    }

    private static AuditEntry entry(TenantId tenant, String subject, Instant at) {
        return new AuditEntry(
                UUID.randomUUID().toString(),
                at,
                tenant,
                subject,
                Optional.of("0123456789abcdef"),
                "127.0.0.1",
                "postSales",
                "/v1/sales",
                403,
                Optional.of("FORBIDDEN"),
                Optional.empty(),
                Optional.of("{\"a\": 1}"));
    }

    private static List<AuditEntry> found(Database database, TenantId tenant, String subject) {
        return new PostgresAudit(database.tenants())
                .find(
                        tenant,
                        new PostgresAudit.Question(
                                Instant.EPOCH,
                                NOW.plusSeconds(60),
                                "~",
                                Optional.of(subject),
                                Optional.empty(),
                                1_000));
    }

    @Test
    void shouldBeOneRowForEachEntryWhoeverCarriesItAndHoweverOften(TestKafka kafka, TestDatabase postgres) {
        List<AuditEntry> entries = IntStream.range(0, 200)
                .mapToObj(i -> entry(i % 2 == 0 ? ACME : OTHER, "carried", NOW.plusMillis(i)))
                .toList();
        IngestSettings settings = new IngestSettings(connection, topics, 1_000_000, 1 << 24);
        try (RecordWriter writer = RecordWriter.start(settings, RecordTraces.NONE);
                Database database = TestDatabases.open(postgres)) {
            // Written by a process that then is gone, with the database away all the time; and something foreign.
            AuditTopic trail = new AuditTopic(topics, registry, writer);
            entries.subList(0, 150).forEach(trail);
            String topic = Topics.AUDITS.prefixed(topics.prefix()).name();
            writer.write(List.of(new ProducerRecord<>(topic, 0, new byte[] {1}, new byte[] {2})));

            PostgresAudit audit = new PostgresAudit(database.tenants());
            try (AuditSink _ = AuditSink.start(connection, topics, registry, audit);
                    AuditSink _ = AuditSink.start(connection, topics, registry, audit)) {
                entries.subList(150, 200).forEach(trail);
                entries.subList(0, 50).forEach(trail);
                Await.until(
                        "all is there",
                        () -> found(database, ACME, "carried").size()
                                        + found(database, OTHER, "carried").size()
                                == 200);
            }

            assertThat(found(database, ACME, "carried"))
                    .containsExactlyInAnyOrderElementsOf(entries.stream()
                            .filter(entry -> entry.tenant().equals(ACME))
                            .toList());
        }
    }

    @Test
    void shouldForgetWhatIsOverForItsTenantAndNothingElse(TestDatabase postgres) throws SQLException {
        Instant longAgo = Instant.parse("2015-05-05T00:00:00Z");
        try (Database database = TestDatabases.open(postgres)) {
            owner(
                    postgres,
                    "create table millrace.audit_2015_05 partition of millrace.audit"
                            + " for values from ('2015-05-01Z') to ('2015-06-01Z')",
                    "create table millrace.audit_2012_05 partition of millrace.audit"
                            + " for values from ('2012-05-01Z') to ('2012-06-01Z')");
            new PostgresAudit(database.tenants())
                    .add(List.of(
                            entry(ACME, "old", longAgo),
                            entry(OTHER, "old", longAgo),
                            entry(OTHER, "older", Instant.parse("2012-05-05T00:00:00Z")),
                            entry(ACME, "old", Instant.parse("2014-01-01T00:00:00Z")),
                            entry(ACME, "new", NOW.minusSeconds(60))));
            keepLonger(database, OTHER, 155);

            HistoryRetention.Terms terms = new HistoryRetention.Terms(0, 13, 84);
            try (HistoryRetention _ =
                    HistoryRetention.start(database.sink(), terms, InstantSource.fixed(NOW), Duration.ofHours(1))) {
                Await.until(
                        "it is forgotten", () -> found(database, ACME, "old").isEmpty());
            }

            assertThat(found(database, ACME, "new")).hasSize(1);
            assertThat(found(database, OTHER, "old")).hasSize(1);
            assertThat(found(database, OTHER, "older")).isEmpty();
            assertThat(owner(postgres, "select to_regclass('millrace.audit_2012_05') is null"))
                    .isTrue();
        }
    }

    private static void keepLonger(Database database, TenantId tenant, int months) throws SQLException {
        database.installation().change(tenant, connection -> {
            try (Statement keep = connection.createStatement()) {
                return keep.execute("insert into tenant values ('" + tenant
                        + "', 'Other', 'active', '{\"auditMonths\": " + months + "}', 1, 'eve', now(), 'eve', now())");
            }
        });
    }

    private static boolean owner(TestDatabase postgres, String... commands) throws SQLException {
        boolean answer = false;
        try (Connection connection = postgres.connectAsOwner();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                if (statement.execute(command)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        answer = rows.next() && rows.getBoolean(1);
                    }
                }
            }
        }
        return answer;
    }
}
