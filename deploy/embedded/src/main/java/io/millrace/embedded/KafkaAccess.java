package io.millrace.embedded;

import io.millrace.config.Kafka;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/// How clients reach the broker.
///
/// @param properties what every client needs: `bootstrap.servers` and whatever an external cluster asks for
public record KafkaAccess(Map<String, Object> properties) {
    public KafkaAccess {
        properties = Map.copyOf(properties);
    }

    static KafkaAccess of(String bootstrapServers) {
        return new KafkaAccess(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    static KafkaAccess of(Kafka.External cluster) {
        Map<String, Object> properties = new HashMap<>();
        cluster.properties().forEach((name, value) -> properties.put(name, value.value()));
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", cluster.bootstrapServers()));
        return new KafkaAccess(properties);
    }

    public String bootstrapServers() {
        return properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG).toString();
    }

    /// These properties and some more.
    public Map<String, Object> with(Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(more);
        return all;
    }

    /// Values may be credentials.
    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers();
    }
}
