package io.millrace.ledger.history.sink;

import io.millrace.schemas.topics.TopicSettings;
import java.util.Map;

/// Where history is read from.
///
/// @param kafka how to reach Kafka
/// @param topics how topics are named here
/// @param pollRecordsMax how many records are written together at most
public record HistorySettings(Map<String, Object> kafka, TopicSettings topics, int pollRecordsMax) {
    private static final int POLL_RECORDS_MAX = 4_000;

    public HistorySettings {
        kafka = Map.copyOf(kafka);
    }

    public static HistorySettings of(Map<String, Object> kafka, TopicSettings topics) {
        return new HistorySettings(kafka, topics, POLL_RECORDS_MAX);
    }

    /// Nodes that share the work share its name.
    String group() {
        return topics.prefix() + "millrace-history-v1";
    }
}
