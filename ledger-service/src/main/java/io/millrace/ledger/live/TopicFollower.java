package io.millrace.ledger.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears all partitions of some topics from its start on, what is committed only, on a thread of its own. What breaks
/// is taken up again where it was.
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final int POLL_RECORDS_MAX = 5_000;
    private static final int PAUSE_SECONDS = 1;

    private final Map<String, Object> connection;
    private final Consumer<ConsumerRecord<byte[], byte[]>> listener;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile long behindRecords;
    private volatile long heardAllNanos = System.nanoTime();

    private TopicFollower(
            String name, Map<String, Object> connection, Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        this.connection = connection;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::follow);
    }

    /// Follows topics from what is their end now: whatever is sent after this returns is heard.
    ///
    /// @param name of the thread
    /// @param connection how to reach Kafka
    /// @param listener hears every record, on that one thread
    /// @throws KafkaException if Kafka doesn't say where the topics end
    public static TopicFollower start(
            String name,
            Map<String, Object> connection,
            List<String> topics,
            Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        TopicFollower follower = new TopicFollower(name, connection, listener);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic, ANSWER_TIMEOUT).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            follower.positions.putAll(consumer.endOffsets(partitions, ANSWER_TIMEOUT));
        }
        follower.thread.start();
        return follower;
    }

    /// A consumer of what is committed, without a group.
    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> connection) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void follow() {
        while (stopped.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
                consumer.assign(positions.keySet());
                positions.forEach(consumer::seek);
                while (stopped.getCount() > 0) {
                    hear(consumer);
                }
            } catch (KafkaException broken) {
                LOG.warn("{} lost its topics; it takes them up again", thread.getName(), broken);
                pause();
            }
        }
    }

    private void hear(KafkaConsumer<byte[], byte[]> consumer) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            listener.accept(record);
        }
        look(consumer);
    }

    private void look(KafkaConsumer<byte[], byte[]> consumer) {
        long behind = 0;
        for (TopicPartition partition : positions.keySet()) {
            behind += consumer.currentLag(partition).orElse(0);
        }
        behindRecords = behind;
        if (behind == 0) {
            heardAllNanos = System.nanoTime();
        }
    }

    /// How many records are committed and not heard yet, as was told last.
    long behindRecords() {
        return behindRecords;
    }

    /// For how long there have been such, or nothing could be heard at all.
    Duration behindFor() {
        return Duration.ofNanos(System.nanoTime() - heardAllNanos);
    }

    private void pause() {
        try {
            boolean isStopped = stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS);
            LOG.debug("{} goes on: {}", thread.getName(), !isStopped);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(ANSWER_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
