package io.millrace.benchmarks.chaos;

import io.millrace.domain.Quantity;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.Position;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads what a reader of committed records sees, and holds it against what must be there.
final class ChaosAudit {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String bootstrapServers;
    private final SchemaRegistry registry;
    private long lost;
    private long doubled;
    private long drift;
    private double silenceSeconds;

    ChaosAudit(String bootstrapServers, SchemaRegistry registry) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
    }

    ChaosResult check(ChaosHistory history, int records, ChaosPlan plan) {
        journal(history.made());
        outcomes(history.made(), records);
        positions(history.expected());
        return new ChaosResult(plan, history.made(), records, lost, doubled, drift, silenceSeconds);
    }

    private void journal(int made) {
        Map<UUID, Integer> entries = new HashMap<>();
        Map<Integer, Set<Long>> sequences = new HashMap<>();
        for (ConsumerRecord<String, JournalEntry> read : all(Topics.JOURNAL)) {
            entries.merge(read.value().header().eventId(), 1, Integer::sum);
            sequences
                    .computeIfAbsent(read.partition(), _ -> new HashSet<>())
                    .add(read.value().sequence());
        }
        lost += Math.max(0, made - entries.size());
        doubled += entries.values().stream().filter(count -> count > 1).count();
        sequences.values().forEach(seen -> drift += seen.contains((long) seen.size()) ? 0 : 1);
    }

    /// Each record has its outcome; each event was posted once.
    private void outcomes(int made, int records) {
        List<ConsumerRecord<String, Outcome>> outcomes = all(Topics.OUTCOMES);
        Map<UUID, Integer> posted = new HashMap<>();
        Map<Integer, Long> answeredAt = new HashMap<>();
        for (ConsumerRecord<String, Outcome> outcome : outcomes) {
            Long before = answeredAt.put(outcome.partition(), outcome.timestamp());
            if (before != null) {
                silenceSeconds = Math.max(silenceSeconds, (outcome.timestamp() - before) / 1_000.0);
            }
            if (outcome.value().status() == OutcomeStatus.POSTED) {
                posted.merge(outcome.value().eventId(), 1, Integer::sum);
            }
        }
        lost += Math.max(0, records - outcomes.size()) + Math.max(0, made - posted.size());
        doubled += Math.max(0, outcomes.size() - records)
                + posted.values().stream().filter(count -> count > 1).count();
    }

    private void positions(Map<String, Quantity> expected) {
        Map<String, Quantity> found = new HashMap<>();
        for (ConsumerRecord<String, Position> position : all(Topics.POSITIONS)) {
            found.put(position.key(), position.value().available());
        }
        expected.forEach((key, free) -> drift += free.equals(found.get(key)) ? 0 : 1);
        drift += found.keySet().stream()
                .filter(key -> !expected.containsKey(key))
                .count();
    }

    /// All that was committed. What a killed node left open hides what lies behind it until the broker has ended it.
    private <V extends AvroRoot> List<ConsumerRecord<String, V>> all(Topic<?, V> topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
        List<ConsumerRecord<String, V>> all = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), topic.valueSerde(registry).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = writtenEnds(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("a transaction on " + topic.name() + " is still open after "
                            + PATIENCE.toSeconds() + " s: nobody can read to " + ends);
                }
                consumer.poll(POLL).forEach(all::add);
            }
        }
        return all;
    }

    /// Where partitions end, whether that is committed or not.
    private Map<TopicPartition, Long> writtenEnds(List<TopicPartition> partitions) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_uncommitted");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions);
        }
    }
}
