package io.millrace.embedded;

import io.millrace.config.Postgres;
import io.millrace.ledger.database.DatabaseLogin;
import io.millrace.ledger.database.DatabaseSettings;
import io.millrace.platform.EmbeddedPlatform;
import io.millrace.platform.EmbeddedPostgres;
import io.millrace.platform.Login;
import java.util.Optional;

/// As whom the database is used: the embedded one has a role for each use, an external one the role that was given.
final class DatabaseRoles {
    private DatabaseRoles() {}

    static DatabaseSettings of(Postgres postgres, Optional<EmbeddedPlatform> platform) {
        return switch (postgres) {
            case Postgres.Embedded _ -> of(platform.orElseThrow().postgres());
            case Postgres.External external -> {
                DatabaseLogin given = external.login()
                        .map(login ->
                                new DatabaseLogin(login.user(), login.password().value()))
                        .orElseGet(() -> new DatabaseLogin("", ""));
                yield new DatabaseSettings(external.url(), given, given, given);
            }
        };
    }

    private static DatabaseSettings of(EmbeddedPostgres postgres) {
        return new DatabaseSettings(
                postgres.jdbcUrl(),
                login(postgres.ownerCredentials()),
                login(postgres.applicationCredentials()),
                login(postgres.sinkCredentials()));
    }

    private static DatabaseLogin login(Login login) {
        return new DatabaseLogin(login.user(), login.password());
    }
}
