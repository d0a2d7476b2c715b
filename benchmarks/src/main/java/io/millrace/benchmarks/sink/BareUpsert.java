package io.millrace.benchmarks.sink;

import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.Transactions;
import io.millrace.ledger.history.sink.Batch;
import io.millrace.ledger.history.sink.HistoryWriter;
import io.millrace.ledger.history.sink.Mappings;
import io.millrace.ledger.history.sink.Records;
import io.millrace.schemas.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The same rows in the same batches by the same statements into the same tables, and nothing else: read and decoded
/// beforehand, no offsets, no row-level security.
final class BareUpsert {
    private static final int BATCH_RECORDS = 4_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final List<Batch> batches = new ArrayList<>();
    private final Database bare;

    BareUpsert(SinkScene scene, Database bare) {
        this.bare = bare;
        read(scene.connection(), new Records(Mappings.all(), "", scene.registry()));
    }

    private void read(Map<String, Object> connection, Records records) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put("max.poll.records", BATCH_RECORDS);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Stream.of(Topics.JOURNAL.name(), Topics.POSITIONS.name())
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                Batch batch = new Batch();
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    records.take(record, 0, batch);
                }
                if (batch.records() > 0) {
                    batches.add(batch);
                }
            }
        }
    }

    /// Writes all of it into empty tables; answers how long that took.
    double seconds() throws SQLException {
        HistoryWriter writer = new HistoryWriter(bare.sink());
        writer.reset();
        writer.prepareMonths(months());
        Transactions transactions = new Transactions(bare.sink());
        long started = System.nanoTime();
        for (Batch batch : batches) {
            transactions.run(connection -> write(connection, batch));
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private static int write(Connection connection, Batch batch) throws SQLException {
        try (Statement asynchronously = connection.createStatement()) {
            asynchronously.execute("set local synchronous_commit = off");
        }
        return batch.write(connection);
    }

    private static Set<LocalDate> months() {
        return Set.of(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1), LocalDate.of(2026, 5, 1));
    }
}
