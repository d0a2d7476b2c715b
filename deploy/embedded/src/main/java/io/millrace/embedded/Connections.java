package io.millrace.embedded;

import io.millrace.config.Configuration;
import io.millrace.config.Kafka;
import io.millrace.config.Registry;
import io.millrace.domain.TenantId;
import io.millrace.platform.Ports;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/// Reaches a Millrace that runs already, by the configuration it runs with.
///
/// @param kafka how its broker is reached
public record Connections(KafkaAccess kafka, RegistryAccess registryAccess) implements AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

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

    /// Creates what is missing of a tenant's own topics.
    public void ensureTenant(Configuration configuration, TenantId tenant) {
        TopicSettings settings = Parts.of(configuration).topics();
        try (Admin admin = Admin.create(kafka.properties())) {
            new Provision(new TopicAdmin(admin, settings, ANSWER_TIMEOUT), registry(), settings.prefix())
                    .ensure(Topics.ofTenant(tenant));
        }
    }

    @Override
    public void close() {
        registryAccess.close();
    }
}
