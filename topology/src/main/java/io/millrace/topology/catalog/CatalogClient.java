package io.millrace.topology.catalog;

import io.millrace.domain.CatalogKey;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.CommandClient;
import io.millrace.topology.CommandClient.Route;
import io.millrace.topology.catalog.rules.CatalogRules;
import java.util.Map;
import java.util.function.Consumer;

/// Sends commands to the catalogue and hears what became of each. Not for several threads at once.
public final class CatalogClient implements AutoCloseable {
    private static final int IN_FLIGHT_MAX = 50_000;

    private final CommandClient<CatalogKey, CatalogCommand, CatalogOutcome> client;

    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    /// @param listener hears of each command that was sent by this client, once
    public CatalogClient(
            Map<String, Object> connection, String prefix, SchemaRegistry registry, Consumer<CatalogOutcome> listener) {
        var route = new Route<>(
                Topics.CATALOG_COMMANDS.prefixed(prefix),
                Topics.CATALOG_OUTCOMES.prefixed(prefix),
                CatalogOutcome::commandId,
                IN_FLIGHT_MAX);
        this.client = new CommandClient<>(connection, registry, route, listener);
    }

    /// Sends a command; waits first if too many are on their way.
    ///
    /// @throws org.apache.kafka.common.KafkaException if commands can't be sent, or nothing is heard of them
    public void send(CatalogCommand command) {
        String id = CatalogRules.subject(command).id();
        client.send(command.commandId(), CatalogKey.parse(command.tenantId() + "|" + id), command);
    }

    /// Waits until every command that was sent has its outcome.
    ///
    /// @throws org.apache.kafka.common.KafkaException if commands can't be sent, or nothing is heard of them
    public void await() {
        client.await();
    }

    @Override
    public void close() {
        client.close();
    }
}
