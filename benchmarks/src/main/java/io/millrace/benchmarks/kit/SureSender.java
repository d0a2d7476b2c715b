package io.millrace.benchmarks.kit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Sends records one after the other in large batches, and says when one was refused: a figure of records that never
/// arrived is none. Safe for many threads.
public final class SureSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();

    /// @param connection how to reach Kafka
    public SureSender(Map<String, Object> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("batch.size", 128 * 1024);
        settings.put("linger.ms", 2);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Sends a record.
    public void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (_, failed) -> {
            if (failed != null) {
                refused.compareAndSet(null, failed);
            }
        });
    }

    /// Waits until Kafka has all that was sent.
    ///
    /// @throws IllegalStateException if it has not taken one of them
    public void flush() {
        producer.flush();
        Exception failed = refused.get();
        if (failed != null) {
            throw new IllegalStateException("Kafka did not take a record: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
