package io.millrace.benchmarks.ledger;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes records into input topics as fast as it can, in order. A record that could not be written is noticed by the
/// next [#flush()].
public final class Feed implements AutoCloseable {
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 5;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public Feed(String bootstrapServers, String compression) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
                        ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, compression),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (metadata, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
    }

    /// Returns when everything sent is in the log.
    public void flush() {
        producer.flush();
        Exception refused = failure.get();
        if (refused != null) {
            throw new IllegalStateException("an input record could not be written", refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
