package io.millrace.platform.registry;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/// Where an embedded registry keeps its schemas.
///
/// @param kafka how to reach the cluster: `bootstrap.servers` and, if it asks for it, security settings
/// @param topic the compacted topic that holds the schemas; registries that share it are one registry
/// @param replication of the topic if it has to be created; -1 is the cluster's default
/// @param timeoutMillis longest wait for one answer of the cluster
public record EmbeddedRegistryOptions(Map<String, Object> kafka, String topic, short replication, long timeoutMillis) {
    public static final String TOPIC = "registry.schemas.v1";

    public EmbeddedRegistryOptions {
        kafka = Map.copyOf(kafka);
        if (!kafka.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException(
                    "the embedded registry needs bootstrap.servers to find its Kafka cluster");
        }
        if (replication < 1 && replication != -1) {
            throw new IllegalArgumentException("the registry topic's replication must be at least 1, or -1 for the"
                    + " cluster's default, this is " + replication);
        }
        if (timeoutMillis < 100 || timeoutMillis > 600_000) {
            throw new IllegalArgumentException(
                    "the registry's timeoutMillis must be 100 to 600000, this is " + timeoutMillis);
        }
    }

    /// The usual topic on one broker.
    static EmbeddedRegistryOptions of(String bootstrapServers) {
        return new EmbeddedRegistryOptions(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), TOPIC, (short) 1, 10_000);
    }
}
