package io.millrace.topology.intake;

import io.millrace.schemas.topics.TopicSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/// How intake runs in an installation.
///
/// @param connection how to reach Kafka: addresses and, if need be, how to prove who we are
/// @param topics how topics are named and laid out
/// @param instance names this node among its equals, the same after a restart; must not be empty
/// @param isLasting whether the node comes back under its name, so that its partitions wait for it
/// @param workers how many threads work
/// @param commitEvery how often work is committed: nothing is seen before
/// @param discoverEvery how often it looks for topics of new tenants
/// @param recordBytesMax how large a record may be, with its key and headers
/// @param tenantRate how much a tenant may send, unless its own record says otherwise
public record IntakeSettings(
        Map<String, Object> connection,
        TopicSettings topics,
        String instance,
        boolean isLasting,
        int workers,
        Duration commitEvery,
        Duration discoverEvery,
        int recordBytesMax,
        IntakeRate tenantRate) {
    /// What a broker takes as it comes out of the box, with room for what we add.
    public static final int RECORD_BYTES_MAX = 1_000_000;

    private static final String APPLICATION = "millrace-intake-v1";
    private static final int SESSION_MILLIS = 6_000;
    private static final int HEARTBEAT_MILLIS = 1_500;
    private static final int TRANSACTION_MILLIS = 6_000;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 5;
    private static final int REQUEST_BYTES_MAX = 8 * 1024 * 1024;
    private static final int POLL_RECORDS_MAX = 2_000;
    private static final int PARTITION_FETCH_BYTES_MAX = 256 * 1024;

    public IntakeSettings {
        connection = Map.copyOf(connection);
        if (instance.isEmpty()) {
            throw new IllegalArgumentException("intake needs a name for its node, such as node-1");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("intake needs at least 1 worker, not " + workers);
        }
        if (recordBytesMax < 1 || recordBytesMax > REQUEST_BYTES_MAX / 2) {
            throw new IllegalArgumentException(
                    "a record may have 1 to " + REQUEST_BYTES_MAX / 2 + " bytes, not " + recordBytesMax);
        }
    }

    /// The group that its workers are members of.
    public String group() {
        return topics.prefix() + APPLICATION;
    }

    /// How a worker reads.
    public Map<String, Object> consumer(int worker) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group());
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, Math.toIntExact(discoverEvery.toMillis()));
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
        // Small, so that a partition with much to read leaves room for those with little.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES_MAX);
        if (isLasting) {
            properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name(worker));
        }
        return properties;
    }

    /// How a worker writes.
    public Map<String, Object> producer(int worker) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group() + "-" + name(worker));
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        return properties;
    }

    private String name(int worker) {
        return instance + "-" + worker;
    }
}
