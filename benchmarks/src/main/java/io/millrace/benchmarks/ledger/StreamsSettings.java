package io.millrace.benchmarks.ledger;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// How streams applications are run, the ledger and its peer alike: exactly once, with the same commit interval,
/// batching and compression.
///
/// @param commitIntervalMillis how often what was done is committed
/// @param lingerMillis how long a producer waits for a batch to fill
/// @param batchBytes how large a batch may become
/// @param compression what batches are compressed with
/// @param threads how many threads process
public record StreamsSettings(
        int commitIntervalMillis, int lingerMillis, int batchBytes, String compression, int threads) {
    private static final int KIBIBYTE = 1024;

    /// What was found best for the peer on two cores.
    static StreamsSettings best() {
        return new StreamsSettings(100, 20, 128 * KIBIBYTE, "lz4", 2);
    }

    StreamsSettings withThreads(int howMany) {
        return new StreamsSettings(commitIntervalMillis, lingerMillis, batchBytes, compression, howMany);
    }

    /// The configuration of one application.
    Properties properties(String bootstrapServers, String applicationId, Path stateFolder) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitIntervalMillis);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), lingerMillis);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), batchBytes);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), compression);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return properties;
    }
}
