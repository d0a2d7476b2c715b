package io.millrace.schemas.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/// How a topic is laid out on a broker: what must be right for the system to work on it.
///
/// @param partitions the number of partitions
/// @param cleanup how old records go
/// @param retentionMillis how long they stay, -1 for ever; of no meaning to a compacted topic
/// @param retentionBytes how many bytes of them stay in a partition, -1 for all; of no meaning to a compacted topic
/// @param timestampType whose clock a record's time is of: the broker's, or the producer's, which may be wrong
record TopicLayout(int partitions, String cleanup, long retentionMillis, long retentionBytes, String timestampType) {
    static final String BROKER_TIME = "LogAppendTime";

    private static final long FOREVER = -1;
    private static final long ALL = -1;

    static TopicLayout wanted(Topic<?, ?> topic, TopicSettings settings) {
        int partitions = settings.partitions(topic.spread());
        return switch (topic.retention()) {
            case Retention.Compacted _ ->
                new TopicLayout(partitions, TopicConfig.CLEANUP_POLICY_COMPACT, FOREVER, ALL, BROKER_TIME);
            case Retention.Days days ->
                new TopicLayout(
                        partitions,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        days.duration().toMillis(),
                        ALL,
                        BROKER_TIME);
            case Retention.Forever _ ->
                new TopicLayout(partitions, TopicConfig.CLEANUP_POLICY_DELETE, FOREVER, ALL, BROKER_TIME);
        };
    }

    Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
        configuration.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMillis));
        configuration.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(retentionBytes));
        configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampType);
        return configuration;
    }

    /// What is wrong with a topic as it is; empty if the system can work on it. Keeping records longer than wanted is
    /// an operator's right.
    List<String> faultsOf(TopicLayout actual) {
        List<String> faults = new ArrayList<>();
        if (actual.partitions != partitions) {
            faults.add("has " + actual.partitions + " partitions and needs " + partitions);
        }
        if (!actual.timestampType.equals(timestampType)) {
            faults.add("has " + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG + "=" + actual.timestampType + " and needs "
                    + timestampType);
        }
        if (!Objects.equals(actual.cleanup, cleanup)) {
            faults.add("has " + TopicConfig.CLEANUP_POLICY_CONFIG + "=" + actual.cleanup + " and needs " + cleanup);
        } else if (!isCompacted()) {
            addRetentionFaults(actual, faults);
        }
        return faults;
    }

    private void addRetentionFaults(TopicLayout actual, List<String> faults) {
        if (keepsLess(actual.retentionMillis)) {
            faults.add("has " + TopicConfig.RETENTION_MS_CONFIG + "=" + actual.retentionMillis + " and needs "
                    + (retentionMillis == FOREVER ? "-1 (for ever)" : "at least " + retentionMillis));
        }
        if (actual.retentionBytes != ALL) {
            faults.add("has " + TopicConfig.RETENTION_BYTES_CONFIG + "=" + actual.retentionBytes
                    + ", which drops records before their time, and needs -1");
        }
    }

    private boolean isCompacted() {
        return cleanup.equals(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    private boolean keepsLess(long actualMillis) {
        return actualMillis != FOREVER && (retentionMillis == FOREVER || actualMillis < retentionMillis);
    }
}
