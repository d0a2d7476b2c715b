package io.millrace.topology;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/// How far an application is behind what was sent.
public final class Lag {
    private static final String RECORDS_LAG = "records-lag";

    private Lag() {}

    /// Whether no record of these topics waits in a partition, as the consumers saw it last. Not knowing is a no.
    public static boolean isZero(KafkaStreams streams, int partition, List<String> topics, String prefix) {
        int known = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            if (isLagOf(metric.getKey(), partition, topics, prefix)) {
                if (!(metric.getValue().metricValue() instanceof Double lag) || lag > 0) {
                    return false;
                }
                known++;
            }
        }
        return known == topics.size();
    }

    /// How many records of these topics wait in each partition, as the consumers saw it last; of partitions that none
    /// of them reads nothing is said.
    ///
    /// @param topics with an installation's prefix
    public static Map<Integer, Long> records(KafkaStreams streams, Collection<String> topics) {
        Map<Integer, Long> waiting = new HashMap<>();
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals(RECORDS_LAG)
                    && topics.contains(name.tags().get("topic"))
                    && metric.getValue().metricValue() instanceof Double lag
                    && !lag.isNaN()) {
                waiting.merge(Integer.valueOf(name.tags().get("partition")), lag.longValue(), Long::sum);
            }
        }
        return waiting;
    }

    /// How many records wait in each partition of whatever the application takes in, as its consumers saw it last.
    /// Consumers that read state back do not count.
    public static Map<Integer, Long> ofInputs(Map<MetricName, ? extends Metric> metrics) {
        Map<Integer, Long> waiting = new HashMap<>();
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals(RECORDS_LAG)
                    && name.tags().containsKey("partition")
                    && isOfInputs(name.tags().getOrDefault("client-id", ""))
                    && metric.getValue().metricValue() instanceof Double lag
                    && !lag.isNaN()) {
                waiting.merge(Integer.valueOf(name.tags().get("partition")), lag.longValue(), Long::sum);
            }
        }
        return waiting;
    }

    private static boolean isOfInputs(String client) {
        return !client.endsWith("-restore-consumer") && !client.endsWith("-global-consumer");
    }

    private static boolean isLagOf(MetricName name, int partition, List<String> topics, String prefix) {
        String topic = name.tags().get("topic");
        return name.name().equals(RECORDS_LAG)
                && topic != null
                && topic.startsWith(prefix)
                && topics.contains(topic.substring(prefix.length()))
                && String.valueOf(partition).equals(name.tags().get("partition"));
    }
}
