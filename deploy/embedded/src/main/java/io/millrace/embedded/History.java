package io.millrace.embedded;

import io.millrace.ledger.HealthCheck;
import io.millrace.ledger.HealthCheck.Health;
import io.millrace.ledger.HealthCheck.Question;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.DatabaseException;
import io.millrace.ledger.database.DatabaseSettings;
import io.millrace.ledger.history.query.HistoryEndpoints;
import io.millrace.ledger.history.query.HistoryQueries;
import io.millrace.ledger.history.sink.HistoryCheck;
import io.millrace.ledger.history.sink.HistoryRefusedException;
import io.millrace.ledger.history.sink.HistorySettings;
import io.millrace.ledger.history.sink.HistorySink;
import io.millrace.ledger.history.sink.HistoryStatus;
import io.millrace.ledger.http.Endpoint;
import io.millrace.platform.PlatformException;
import io.millrace.schemas.registry.SchemaRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// History as this node keeps and tells it.
///
/// @param database where it is
/// @param sink writes it
/// @param check holds it against the ledger
public record History(Database database, HistorySink sink, HistoryCheck check) {
    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);

    /// Begins where the database says.
    ///
    /// @throws PlatformException if the database can't be used, saying what to do
    static History start(DatabaseSettings settings, HistorySettings history, SchemaRegistry registry, Closing closing) {
        try {
            Database database = Database.open(settings);
            closing.add(database::close);
            HistorySink sink = HistorySink.start(history, registry, database.sink());
            closing.add(sink::close);
            HistoryCheck check = HistoryCheck.start(database.sink(), CHECK_EVERY);
            closing.add(check::close);
            return new History(database, sink, check);
        } catch (DatabaseException | SQLException | HistoryRefusedException refused) {
            throw new PlatformException(refused.getMessage(), refused);
        }
    }

    List<HealthCheck> checks() {
        return List.of(
                new Probe("history", Set.of(Question.READY), () -> health(sink.status())),
                new Probe("history-proof", Set.of(Question.READY), () -> health(check.found())));
    }

    /// A sink that waits for something does not make the node useless: it is behind, and says so.
    private static Health health(HistoryStatus status) {
        return switch (status.state()) {
            case WRITING, RETRYING -> new Health.Up();
            case STOPPED -> new Health.Down(status.cause());
        };
    }

    private static Health health(HistoryCheck.Found found) {
        return found.drift().signum() == 0 ? new Health.Up() : new Health.Down(found.cause());
    }

    /// These endpoints and those of history.
    List<Endpoint> with(List<Endpoint> endpoints) {
        HistoryEndpoints history = new HistoryEndpoints(new HistoryQueries(database.tenants()));
        List<Endpoint> all = new ArrayList<>(history.withTimes(endpoints));
        all.addAll(history.endpoints());
        return all;
    }
}
