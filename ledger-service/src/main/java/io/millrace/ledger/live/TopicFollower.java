package io.millrace.ledger.live;

import io.millrace.schemas.registry.SchemaRegistryException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears all partitions of some topics from their begin or from its own start on, what is committed only, on a thread
/// of its own. What breaks is taken up again where it was.
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final int POLL_RECORDS_MAX = 5_000;
    private static final int PAUSE_SECONDS = 1;
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();
    private static final long AWAIT_NANOS_MAX = Duration.ofMillis(100).toNanos(); // What is seen may change otherwise.

    private final Map<String, Object> connection;
    private final List<String> topics;
    private final Consumer<ConsumerRecord<byte[], byte[]>> listener;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heardMore = lock.newCondition();
    private final AtomicReference<Reach> reach = new AtomicReference<>(Reach.NOWHERE);
    private final Thread thread;
    private long lookedNanos = System.nanoTime() - LOOK_EVERY_NANOS;
    private volatile long heardAllNanos = System.nanoTime();

    /// How far it has heard.
    ///
    /// @param lag how many records were still to be heard when it looked last
    /// @param asOf when everything that was committed had been heard; empty until that was the case once
    public record Reach(long lag, Optional<Instant> asOf) {
        static final Reach NOWHERE = new Reach(0, Optional.empty());
    }

    private TopicFollower(
            String name,
            Map<String, Object> connection,
            List<String> topics,
            Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        this.connection = connection;
        this.topics = topics;
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
        TopicFollower follower = new TopicFollower(name, connection, topics, listener);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
            follower.positions.putAll(places(consumer, topics, KafkaConsumer::endOffsets));
        }
        follower.thread.start();
        return follower;
    }

    /// Hears topics from their begin, without waiting for Kafka; [#reach] says how far that has come.
    ///
    /// @param name of the thread
    /// @param connection how to reach Kafka
    /// @param listener hears every record, on that one thread
    public static TopicFollower fromBegin(
            String name,
            Map<String, Object> connection,
            List<String> topics,
            Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        TopicFollower follower = new TopicFollower(name, connection, topics, listener);
        follower.thread.start();
        return follower;
    }

    private interface Place {
        Map<TopicPartition, Long> of(
                KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout);
    }

    private static Map<TopicPartition, Long> places(
            KafkaConsumer<byte[], byte[]> consumer, List<String> topics, Place place) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic, ANSWER_TIMEOUT).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        return place.of(consumer, partitions, ANSWER_TIMEOUT);
    }

    /// The first offset that each partition of a topic still has.
    ///
    /// @param connection how to reach Kafka
    /// @throws KafkaException if Kafka doesn't say
    public static Map<Integer, Long> begins(Map<String, Object> connection, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
            Map<Integer, Long> begins = new HashMap<>();
            places(consumer, List.of(topic), KafkaConsumer::beginningOffsets)
                    .forEach((partition, begin) -> begins.put(partition.partition(), begin));
            return begins;
        }
    }

    /// How far it has heard.
    public Reach reach() {
        return reach.get();
    }

    /// A consumer of what is committed, without a group.
    public static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> connection) {
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
                if (positions.isEmpty()) {
                    positions.putAll(places(consumer, topics, KafkaConsumer::beginningOffsets));
                }
                consumer.assign(positions.keySet());
                positions.forEach(consumer::seek);
                while (stopped.getCount() > 0) {
                    hear(consumer);
                }
            } catch (KafkaException | SchemaRegistryException broken) {
                LOG.warn("{} can't read its topics; it takes them up again", thread.getName(), broken);
                pause();
            }
        }
    }

    private void hear(KafkaConsumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            listener.accept(record);
            positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        boolean isDue = System.nanoTime() - lookedNanos >= LOOK_EVERY_NANOS;
        if (isDue) {
            look(consumer);
            lookedNanos = System.nanoTime();
        }
        if (isDue || !records.isEmpty()) {
            tell();
        }
    }

    private void tell() {
        lock.lock();
        try {
            heardMore.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until something can be seen in what was heard.
    ///
    /// @return whether it was seen in time
    public boolean await(BooleanSupplier seen, Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (!seen.getAsBoolean()) {
                long left = endNanos - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                if (heardMore.awaitNanos(Math.min(left, AWAIT_NANOS_MAX)) <= 0) {
                    LOG.trace("{} is looked at again", thread.getName());
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void look(KafkaConsumer<byte[], byte[]> consumer) {
        Instant now = Instant.now();
        long nowNanos = System.nanoTime();
        long lag = 0;
        try {
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(positions.keySet(), LOOK_TIMEOUT).entrySet()) {
                lag += Math.max(0, end.getValue() - consumer.position(end.getKey(), LOOK_TIMEOUT));
            }
        } catch (TimeoutException silent) {
            LOG.debug("{} was not told where its topics end", thread.getName(), silent);
            return;
        }
        reach.set(new Reach(lag, lag == 0 ? Optional.of(now) : reach.get().asOf()));
        if (lag == 0) {
            heardAllNanos = nowNanos;
        }
    }

    /// For how long there has been something to hear, or nothing could be heard at all.
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
