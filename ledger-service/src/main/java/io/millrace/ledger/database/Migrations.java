package io.millrace.ledger.database;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the schema to what this program needs. Several nodes may start at once: one migrates, the others wait.
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String FOLDER = "classpath:db/migration";
    private static final int CONNECT_RETRIES = 5;

    private Migrations() {}

    /// @throws DatabaseException if the schema can't be brought there, saying why and what to do
    static void run(DatabaseSettings settings) {
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(
                        settings.url(),
                        settings.owner().user(),
                        settings.owner().password())
                .connectRetries(CONNECT_RETRIES)
                .schemas(Database.SCHEMA)
                .defaultSchema(Database.SCHEMA)
                .createSchemas(true)
                .locations(FOLDER)
                .loggers("slf4j")
                .cleanDisabled(true)
                .placeholders(Map.of(
                        "app", settings.application().user(),
                        "sink", settings.sink().user()));
        try {
            int done = configuration.load().migrate().migrationsExecuted;
            LOG.info("The database's schema is up to date; {} migrations were new.", done);
        } catch (FlywayException failed) {
            throw new DatabaseException(
                    "The database's schema can't be brought up to date: " + failed.getMessage()
                            + " The role " + settings.owner().user()
                            + " must own the database, and the roles "
                            + settings.application().user() + " and "
                            + settings.sink().user() + " must exist.",
                    failed);
        }
    }
}
