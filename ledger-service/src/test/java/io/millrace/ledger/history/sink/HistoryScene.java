package io.millrace.ledger.history.sink;

import io.millrace.domain.DayKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.Quantity;
import io.millrace.events.Bucket;
import io.millrace.events.EventHeader;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.stock.Balances;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.Movement;
import io.millrace.events.stock.Position;
import io.millrace.events.stock.Proof;
import io.millrace.events.stock.ProofCounts;
import io.millrace.events.stock.SourcePosition;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.testkit.TestKafka;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/// Topics as the ledger writes them, of its own making: a journal of receipts, with positions and proofs.
final class HistoryScene {
    static final String TENANT = "acme";
    static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    private final TestKafka kafka;
    private final SchemaRegistry registry;
    private final TopicSettings topics;

    HistoryScene(TestKafka kafka, String name) {
        this(kafka, name, new InMemorySchemaRegistry());
    }

    HistoryScene(TestKafka kafka, String name, SchemaRegistry registry) {
        this.kafka = kafka;
        this.registry = registry;
        this.topics = new TopicSettings(kafka.named(name), 1, 1);
        List<Topic<?, ?>> wanted = new ArrayList<>();
        Mappings.all().forEach(mapping -> wanted.add(mapping.topic()));
        new TopicAdmin(kafka.admin(), topics, Duration.ofSeconds(30)).ensure(wanted);
    }

    SchemaRegistry registry() {
        return registry;
    }

    HistorySettings settings() {
        return HistorySettings.of(Map.of("bootstrap.servers", kafka.bootstrapServers()), topics);
    }

    HistorySink start(Database database) throws SQLException {
        return HistorySink.start(settings(), registry, database.sink());
    }

    String topic(Topic<?, ?> topic) {
        return topics.prefix() + topic.name();
    }

    /// How many records a topic has had.
    long end(Topic<?, ?> topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                TopicFollower.consumer(settings().kafka())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic(topic)).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /// Writes receipts of one unit of `item-1` and two of `item-2`, an hour apart.
    void receipts(int from, int to) {
        List<AvroRoot> entries = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            entries.add(receipt(TENANT, i, NOON.plus(Duration.ofHours(i))));
        }
        send(Topics.JOURNAL, entries);
    }

    static JournalEntry receipt(String tenant, long sequence, Instant at) {
        return JournalEntry.builder()
                .header(EventHeader.builder()
                        .eventId(new UUID(7, sequence))
                        .tenantId(tenant)
                        .locationId("store-1")
                        .occurredAt(at)
                        .build())
                .kind(EventKind.STOCK_RECEIVED)
                .sequence(sequence)
                .recordedAt(NOON.plus(Duration.ofHours(sequence)))
                .source(new SourcePosition("stock.commands.v1", 0, sequence))
                .reference("note \0 " + sequence)
                .lines(List.of(line("item-1", 1, sequence), line("item-2", 2, sequence)))
                .build();
    }

    private static JournalLine line(String item, long units, long sequence) {
        return JournalLine.builder()
                .number(1)
                .itemId(item)
                .movements(List.of(Movement.builder()
                        .from(Bucket.SUPPLIER)
                        .to(Bucket.FREE)
                        .quantity(Quantity.of(units))
                        .build()))
                .positionAfter(balances(units * sequence))
                .version(sequence)
                .build();
    }

    static Balances balances(long free) {
        return new Balances(
                Quantity.of(free), Quantity.ZERO, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO);
    }

    static Position position(String tenant, String location, String item, long free, long version) {
        return Position.builder()
                .tenantId(tenant)
                .locationId(location)
                .itemId(item)
                .balances(balances(free))
                .available(Quantity.of(free))
                .onHand(Quantity.of(free))
                .version(version)
                .journalSequence(version)
                .build();
    }

    void positions(List<Position> positions) {
        send(Topics.POSITIONS, positions);
    }

    void proof(long sequence, long free) {
        send(
                Topics.PROOFS,
                List.of(Proof.builder()
                        .partition(0)
                        .tenantId(TENANT)
                        .totals(balances(free))
                        .totalIn(Quantity.of(free))
                        .totalOut(Quantity.ZERO)
                        .openReservations(Quantity.ZERO)
                        .linked(Quantity.ZERO)
                        .drift(Quantity.ZERO)
                        .counts(new ProofCounts(sequence, sequence, 0, 0, 0))
                        .journalSequence(sequence)
                        .at(NOON)
                        .build()));
    }

    void send(Topic<?, ?> topic, List<? extends AvroRoot> values) {
        kafka.produce(
                new StringSerializer(),
                new AvroSerializer<AvroRoot>(registry),
                values.stream()
                        .map(value -> new ProducerRecord<String, AvroRoot>(topic(topic), key(value), value))
                        .toList());
    }

    private static String key(AvroRoot value) {
        return value instanceof DemandDay day
                ? new DayKey(ItemKey.of(day.tenantId(), day.locationId(), day.itemId()), day.businessDate()).text()
                : TENANT + "|store-1";
    }

    /// Everything in the history of one tenant that its records decide, as text.
    static String rows(DataSource sink) throws SQLException {
        return text(
                        sink,
                        "select count(*), sum(free_change), min(occurred_at), max(occurred_at),"
                                + " md5(string_agg(j::text, '|' order by kafka_partition, sequence, line)) from journal j")
                + text(sink, "select md5(string_agg(p::text, '|' order by location_id, item_id)) from position p");
    }

    static String text(DataSource pool, String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            StringBuilder text = new StringBuilder();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    text.append(text.isEmpty() ? "" : " ").append(rows.getString(i));
                }
            }
            return text.toString();
        }
    }

    static void execute(DataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
