package io.millrace.ledger.forecasting.work;

import io.millrace.schemas.topics.TopicSettings;
import java.time.Duration;
import java.util.Map;

/// How forecasts are worked on here.
///
/// @param connection how to reach Kafka
/// @param topics how topics are named and laid out
/// @param node names this node in results
/// @param lock how long a job belongs to who took it, unless it is renewed
/// @param threads how many cores a job may use
public record WorkSettings(
        Map<String, Object> connection, TopicSettings topics, String node, Duration lock, int threads) {
    private static final Duration LOCK = Duration.ofSeconds(30);

    public WorkSettings {
        connection = Map.copyOf(connection);
    }

    /// The ordinary settings: one core is left to the rest of the node.
    public static WorkSettings of(Map<String, Object> connection, TopicSettings topics, String node) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return new WorkSettings(connection, topics, node, LOCK, threads);
    }

    /// The share group's name.
    public String group() {
        return topics.prefix() + "millrace-forecast-workers-v1";
    }
}
