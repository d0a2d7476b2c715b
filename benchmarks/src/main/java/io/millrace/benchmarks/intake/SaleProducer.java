package io.millrace.benchmarks.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A plain producer of records that are bytes already, with the settings that the service's own has.
final class SaleProducer implements AutoCloseable {
    private final List<ProducerRecord<byte[], byte[]>> records;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    SaleProducer(Map<String, Object> connection, List<ProducerRecord<byte[], byte[]>> records) {
        this.records = records;
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, IntakeScene.COMPRESSION);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Sends all of them and returns when all are acknowledged.
    // What goes wrong with a record is told to its callback.
    @SuppressWarnings("FutureReturnValueIgnored")
    void send() {
        for (ProducerRecord<byte[], byte[]> record : records) {
            producer.send(record, (_, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
            });
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the producer failed", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
