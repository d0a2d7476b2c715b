package io.millrace.embedded;

import io.millrace.config.Configuration;
import io.millrace.config.Kafka;
import io.millrace.config.Registry;
import io.millrace.platform.Ports;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.registry.SchemaRegistry;

/// Reaches a Millrace that runs already, by the configuration it runs with.
///
/// @param kafka how its broker is reached
public record Connections(KafkaAccess kafka, RegistryAccess registryAccess) implements AutoCloseable {
    public static Connections open(Configuration configuration) {
        KafkaAccess kafka = switch (configuration.kafka()) {
            case Kafka.Embedded embedded -> KafkaAccess.of(Ports.LOOPBACK + ":" + embedded.port());
            case Kafka.External external -> KafkaAccess.of(external);
        };
        RegistryAccess registry = switch (configuration.registry()) {
            case Registry.Embedded embedded ->
                RegistryAccess.connect(RegistryOptions.of("http://" + Ports.LOOPBACK + ":" + embedded.port()));
            case Registry.External external -> RegistryAccess.connect(external);
        };
        return new Connections(kafka, registry);
    }

    public SchemaRegistry registry() {
        return registryAccess.registry();
    }

    @Override
    public void close() {
        registryAccess.close();
    }
}
