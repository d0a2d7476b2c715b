package io.millrace.topology;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// How streams applications run in an installation.
///
/// @param connection how to reach Kafka: addresses and, if need be, how to prove who we are
/// @param stateFolder where Kafka Streams keeps its files
/// @param instance names this node among its equals, the same after a restart; empty for a node that comes and goes
/// @param threads how many threads work
/// @param standbys how many other nodes keep a copy of each partition's state
/// @param commitEvery how often work is committed: nothing is seen before
public record StreamsSettings(
        Map<String, Object> connection,
        Path stateFolder,
        String instance,
        int threads,
        int standbys,
        Duration commitEvery) {
    /// What the next major version of Kafka Streams does by itself; its constant is deprecated for that reason.
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

    private static final int SESSION_MILLIS = 6_000;
    private static final int HEARTBEAT_MILLIS = 1_500;
    private static final int TRANSACTION_MILLIS = 6_000;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int REQUEST_BYTES_MAX = 8 * 1024 * 1024;

    public StreamsSettings {
        connection = Map.copyOf(connection);
        if (threads < 1) {
            throw new IllegalArgumentException("streams need at least 1 thread, not " + threads);
        }
    }

    /// The configuration of one application.
    public Properties properties(String application) {
        Properties properties = new Properties();
        properties.putAll(connection);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitEvery.toMillis());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(GLOBAL_HANDLER, true);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MILLIS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), REQUEST_BYTES_MAX);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        if (!instance.isEmpty()) {
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        }
        return properties;
    }
}
