package io.millrace.platform.registry;

import io.millrace.platform.registry.SchemaLogException.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads the log from its beginning and then on, committed records only. Not safe for several threads.
final class SchemaLogReader implements AutoCloseable {
    private final EmbeddedRegistryOptions options;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LogRecordCodec codec = new LogRecordCodec();
    private @Nullable String broken;

    SchemaLogReader(EmbeddedRegistryOptions options) {
        this.options = options;
        this.partition = new TopicPartition(options.topic(), 0);
        this.consumer = new KafkaConsumer<>(config(options), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    private static Map<String, Object> config(EmbeddedRegistryOptions options) {
        Map<String, Object> config = new HashMap<>(options.kafka());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "millrace-registry-reader");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SchemaTopic.RECORD_BYTES_MAX);
        // A fetch that came a moment too early must not make the next reader wait.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.max(50, options.timeoutMillis() / 2));
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) options.timeoutMillis());
        return config;
    }

    /// Hands over everything that is committed now, and waits until what is before an offset is committed.
    void catchUp(long atLeast, Consumer<LogRecord> state) {
        requireReadable();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.timeoutMillis());
        try {
            long committed = consumer.endOffsets(List.of(partition)).get(partition);
            if (consumer.position(partition) > committed) {
                throw broken("it ends at " + committed + ", but was read up to " + consumer.position(partition)
                        + " before: it was cut or created anew. Restart the registry to read what is left");
            }
            long end = Math.max(committed, atLeast);
            while (consumer.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(
                            "its end at " + end + " was not reached within " + options.timeoutMillis() + " ms");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> take(record, state));
            }
        } catch (KafkaException e) {
            throw SchemaLogException.unavailable(options.topic(), "read", e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Consumer<LogRecord> state) {
        try {
            state.accept(codec.decode(record.key(), record.value()));
        } catch (IllegalArgumentException e) {
            throw broken("the record at offset " + record.offset() + " cannot be read: " + e.getMessage()
                    + ". Only the registry may write to this topic; restore it from a copy, or use another topic");
        }
    }

    /// Remembered, because the consumer has passed the record and would go on as if nothing were missing.
    private SchemaLogException broken(String why) {
        broken = "the schema registry's topic " + options.topic() + " is damaged: " + why;
        return new SchemaLogException(Kind.BROKEN, broken);
    }

    private void requireReadable() {
        if (broken != null) {
            throw new SchemaLogException(Kind.BROKEN, broken);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
