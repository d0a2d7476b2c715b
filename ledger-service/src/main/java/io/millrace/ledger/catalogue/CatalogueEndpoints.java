package io.millrace.ledger.catalogue;

import io.millrace.ledger.catalogue.BulkEndpoints.BulkSettings;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything about master data: one record, many, and whole tables.
public final class CatalogueEndpoints implements AutoCloseable {
    private final Map<String, Object> connection;
    private final TopicSettings topics;
    private final SchemaRegistry registry;
    private final RecordWriter writer;
    private final CatalogueView view;
    private final Clock clock;
    private final CatalogueCommands commands;

    /// Begins to read what there is.
    ///
    /// @param connection how to reach Kafka
    /// @param writer writes commands; stays the caller's to close
    /// @param view what there is; stays the caller's to close
    /// @param clock when a command is sent
    public CatalogueEndpoints(
            Map<String, Object> connection,
            TopicSettings topics,
            SchemaRegistry registry,
            RecordWriter writer,
            CatalogueView view,
            Clock clock) {
        this.connection = connection;
        this.topics = topics;
        this.registry = registry;
        this.writer = writer;
        this.view = view;
        this.clock = clock;
        this.commands = CatalogueCommands.start(connection, topics, registry, writer);
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        Decisions decisions = new Decisions(commands, view, clock);
        List<Endpoint> endpoints = new ArrayList<>();
        Kind.ALL.forEach(kind -> endpoints.addAll(new KindEndpoints<>(kind, view, decisions).endpoints()));
        BulkSettings settings = new BulkSettings(connection, topics.prefix(), registry, clock);
        endpoints.addAll(new BulkEndpoints(settings, view, writer).endpoints());
        return endpoints;
    }

    /// How the catalogue is told what to change; closed with this.
    public CatalogueCommands commands() {
        return commands;
    }

    @Override
    public void close() {
        commands.close();
    }
}
