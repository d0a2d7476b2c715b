package io.millrace.ledger.history.sink;

import io.millrace.schemas.topics.Retention;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where each partition stands, by the database: the first record of it that is not written.
final class Cursors {
    private static final Logger LOG = LoggerFactory.getLogger(Cursors.class);

    private final HistoryWriter writer;
    private final Set<String> complete = new HashSet<>();
    private final Map<TopicPartition, Long> written = new HashMap<>();
    private final Set<TopicPartition> unknown = new HashSet<>();

    Cursors(HistoryWriter writer, List<Mapping<?>> mappings, String prefix) {
        this.writer = writer;
        mappings.stream()
                .map(Mapping::topic)
                .filter(topic -> topic.retention() instanceof Retention.Forever)
                .forEach(topic -> complete.add(prefix + topic.name()));
    }

    /// These are ours from now on, or we don't know any more where they stand; what we last knew tells the lag.
    void ask(Collection<TopicPartition> partitions) {
        unknown.addAll(partitions);
    }

    /// These are somebody else's now.
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(written::remove);
        unknown.removeAll(partitions);
    }

    long written(TopicPartition partition) {
        return written.get(partition);
    }

    Map<TopicPartition, Long> written() {
        return Map.copyOf(written);
    }

    void wrote(Batch batch) {
        batch.steps().forEach((partition, step) -> written.put(partition, step.next()));
    }

    /// Asks the database, and puts the consumer there.
    ///
    /// @throws HistoryRefusedException if the topics and the database don't fit
    void seek(Consumer<byte[], byte[]> consumer) throws SQLException {
        if (unknown.isEmpty()) {
            return;
        }
        Set<TopicPartition> asked = Set.copyOf(unknown);
        Map<TopicPartition, Long> stored = writer.offsets(asked);
        Map<TopicPartition, Long> ends = consumer.endOffsets(asked);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(asked);
        stored.forEach((partition, next) -> {
            long from = from(partition, next, beginnings.get(partition), ends.get(partition));
            consumer.seek(partition, from);
        });
        written.putAll(stored);
        unknown.removeAll(asked);
        consumer.resume(asked);
    }

    /// Refuses, before anything is read, where the database is ahead of a topic or misses what is gone from one.
    void check(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> stored = writer.offsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        stored.forEach((partition, next) -> from(partition, next, beginnings.get(partition), ends.get(partition)));
    }

    private long from(TopicPartition partition, long next, long beginning, long end) {
        if (next > end) {
            throw new HistoryRefusedException("History is ahead of " + partition.topic() + ", partition "
                    + partition.partition() + ": it has the records before " + next + ", and the topic ends at " + end
                    + ". Records that were acknowledged are gone from Kafka, by a power cut or because the topic was"
                    + " made anew. Restore the topic, or run ./millrace history reset: it empties history, which is"
                    + " then written again from what the topics have.");
        }
        if (next < beginning && complete.contains(partition.topic())) {
            throw new HistoryRefusedException("History would miss records of " + partition.topic() + ", partition "
                    + partition.partition() + ": it has those before " + next + ", and the topic begins at " + beginning
                    + ". Restore a backup of the database that reaches further, or the topic.");
        }
        if (next < beginning && next > 0) {
            LOG.warn("{} begins at {} now; history has it up to {} only.", partition, beginning, next);
        }
        return Math.max(next, beginning);
    }
}
