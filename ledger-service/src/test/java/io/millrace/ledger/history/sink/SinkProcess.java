package io.millrace.ledger.history.sink;

import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.DatabaseLogin;
import io.millrace.ledger.database.DatabaseSettings;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.testkit.ChildJvm;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.SQLException;
import java.util.Map;

/// A sink in a process of its own, to be killed.
final class SinkProcess {
    private SinkProcess() {}

    static Process start(String bootstrap, String prefix, DatabaseSettings settings) throws IOException {
        return ChildJvm.start(
                SinkProcess.class,
                Redirect.DISCARD,
                bootstrap,
                prefix,
                settings.url(),
                settings.owner().user(),
                settings.owner().password(),
                settings.application().user(),
                settings.application().password(),
                settings.sink().user(),
                settings.sink().password());
    }

    /// The same ids in every process that asks for all schemas in this order.
    static SchemaRegistry registry() {
        SchemaRegistry registry = new InMemorySchemaRegistry();
        Mappings.all()
                .forEach(mapping -> registry.register(
                        mapping.topic().name() + "-value",
                        mapping.topic().value().schema()));
        return registry;
    }

    /// Waits to be killed.
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        DatabaseSettings settings = new DatabaseSettings(
                arguments[2],
                new DatabaseLogin(arguments[3], arguments[4]),
                new DatabaseLogin(arguments[5], arguments[6]),
                new DatabaseLogin(arguments[7], arguments[8]));
        HistorySettings history = new HistorySettings(
                Map.of("bootstrap.servers", arguments[0], "session.timeout.ms", 6_000, "heartbeat.interval.ms", 1_000),
                new TopicSettings(arguments[1], 1, 1),
                50);
        try (Database database = Database.open(settings);
                HistorySink sink = HistorySink.start(history, registry(), database.sink())) {
            Thread.currentThread().join();
            throw new IllegalStateException("nobody ends it: " + sink.status());
        }
    }
}
