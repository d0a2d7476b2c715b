package io.millrace.benchmarks.intake;

import io.millrace.topology.intake.IntakeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The least that copying exactly once takes: reads, sends to the same partition of another topic, commits. It looks at
/// nothing.
final class RawCopy implements AutoCloseable {
    static final String GROUP = "raw-copy";

    private static final Duration POLL = Duration.ofMillis(10);

    private final IntakeSettings settings;
    private final String from;
    private final String to;
    private final ExecutorService threads;
    private final List<Future<?>> working = new ArrayList<>();
    private volatile boolean paused = true;
    private volatile boolean ending;

    /// Starts, paused.
    RawCopy(IntakeSettings settings, String from, String to) {
        this.settings = settings;
        this.from = from;
        this.to = to;
        this.threads = Executors.newFixedThreadPool(settings.workers());
        for (int worker = 1; worker <= settings.workers(); worker++) {
            int number = worker;
            working.add(threads.submit(() -> work(number)));
        }
    }

    private void work(int worker) {
        Map<String, Object> reading = new HashMap<>(settings.consumer(worker));
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        Map<String, Object> writing = new HashMap<>(settings.producer(worker));
        writing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + "-" + worker);
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            consumer.subscribe(List.of(from));
            copy(consumer, producer);
        }
    }

    private void copy(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
        Map<TopicPartition, OffsetAndMetadata> copied = new HashMap<>();
        long begunAtNanos = 0;
        while (!ending) {
            follow(consumer);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty() && copied.isEmpty()) {
                producer.beginTransaction();
                begunAtNanos = System.nanoTime();
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                var _ = producer.send(new ProducerRecord<>(to, record.partition(), record.key(), record.value()));
            }
            copied.putAll(records.nextOffsets());
            boolean due =
                    System.nanoTime() - begunAtNanos >= settings.commitEvery().toNanos();
            if (!copied.isEmpty() && due) {
                producer.sendOffsetsToTransaction(copied, consumer.groupMetadata());
                producer.commitTransaction();
                copied.clear();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        if (paused) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.assignment());
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    void requireHealthy() {
        for (Future<?> worker : working) {
            if (worker.state() == Future.State.FAILED) {
                throw new IllegalStateException("the raw copy broke", worker.exceptionNow());
            }
        }
    }

    @Override
    public void close() {
        ending = true;
        threads.close();
    }
}
