package io.millrace.config;

import java.util.List;
import java.util.Map;

/// Where records are kept: a broker inside this process, or a cluster elsewhere.
public sealed interface Kafka {
    /// A broker of our own on the loopback address; port 0 takes a free one.
    record Embedded(int port) implements Kafka {
        public Embedded {
            Checks.port("kafka.port", port);
        }
    }

    /// A cluster that is there already. Any of the client properties may hold a credential, so all are secrets.
    record External(List<String> bootstrapServers, Map<String, Secret> properties) implements Kafka {
        public External {
            Checks.notEmpty("kafka.bootstrap.servers", bootstrapServers);
            bootstrapServers = List.copyOf(bootstrapServers);
            properties = Map.copyOf(properties);
        }
    }
}
