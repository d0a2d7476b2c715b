package io.millrace.embedded;

import io.millrace.config.Configuration;
import io.millrace.config.Postgres;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.history.sink.HistoryWriter;
import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedPostgres;
import io.millrace.platform.PlatformException;
import io.millrace.platform.PortChoice;
import java.sql.SQLException;

/// Empties history, so that it is written again from what the topics have.
public final class HistoryReset {
    private HistoryReset() {}

    /// Empties it; the embedded database is started for that long.
    ///
    /// @throws PlatformException if that can't be done, saying why
    public static void run(Configuration configuration) {
        switch (configuration.postgres()) {
            case Postgres.Embedded _ -> embedded(configuration);
            case Postgres.External external -> external(DatabaseAccess.of(external));
        }
    }

    private static void external(DatabaseAccess access) {
        if (!access.keepsHistory()) {
            throw new PlatformException(
                    "This configuration keeps no history. Set postgres.user, postgres.owner.user and"
                            + " postgres.sink.user with their passwords.");
        }
        reset(access);
    }

    private static void embedded(Configuration configuration) {
        try (DataFolder folder = DataFolder.open(configuration.data());
                EmbeddedPostgres postgres = EmbeddedPostgres.start(
                        folder, EmbeddedPostgres.Options.on(PortChoice.anyFree("postgres.port")))) {
            reset(DatabaseAccess.of(postgres));
        }
    }

    private static void reset(DatabaseAccess access) {
        try (Database database = access.open()) {
            new HistoryWriter(database.sink()).reset();
        } catch (SQLException failed) {
            throw new PlatformException("History can't be emptied: " + failed.getMessage(), failed);
        }
    }
}
