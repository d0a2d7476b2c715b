package io.millrace.topology.intake;

import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Subjects;
import java.util.List;

/// Registries that give the same ids in every process.
final class Registries {
    private Registries() {}

    static SchemaRegistry alike() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        List.of(Topics.SALES, Topics.STOCK_COMMANDS, Topics.INTAKE_REJECTED, Topics.TENANTS)
                .forEach(topic -> registry.register(
                        Subjects.ofValue(topic.name()), topic.value().schema()));
        return registry;
    }
}
