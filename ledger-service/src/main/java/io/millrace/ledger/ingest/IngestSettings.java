package io.millrace.ledger.ingest;

import io.millrace.schemas.topics.TopicSettings;
import java.util.Map;

/// How events are taken in.
///
/// @param connection how to reach Kafka
/// @param topics how topics are named and laid out
/// @param recordBytesMax how large a record may be
/// @param inFlightBytesMax how many bytes of requests may be under way at once
public record IngestSettings(
        Map<String, Object> connection, TopicSettings topics, int recordBytesMax, int inFlightBytesMax) {
    public IngestSettings {
        connection = Map.copyOf(connection);
    }
}
