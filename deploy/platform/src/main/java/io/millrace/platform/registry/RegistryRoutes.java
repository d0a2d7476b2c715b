package io.millrace.platform.registry;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/// Confluent's REST API, to be mounted on any server.
final class RegistryRoutes implements HttpService {
    private final EmbeddedRegistry registry;

    RegistryRoutes(EmbeddedRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void routing(HttpRules rules) {
        RegistryHandlers handlers = new RegistryHandlers();
        new SubjectRoutes(registry.core()).addTo(rules, handlers);
        new SchemaRoutes(registry.core()).addTo(rules, handlers);
        new SettingsRoutes(registry.clusterId()).addTo(rules, handlers);
    }
}
