package io.millrace.config;

import java.util.Optional;

/// Where history is kept: a PostgreSQL started by this process, or one elsewhere.
public sealed interface Postgres {
    /// A server of our own on the loopback address, with a role of its own; port 0 takes a free one.
    record Embedded(int port) implements Postgres {
        public Embedded {
            Checks.port("postgres.port", port);
        }
    }

    /// A server that is there already; the URL holds no password. History is kept there if its keepers are given.
    record External(String url, Optional<Login> login, Optional<Keepers> keepers) implements Postgres {
        public External {
            Checks.notBlank("postgres.url", url);
        }
    }

    /// Who keeps history.
    ///
    /// @param owner owns the database and brings its schema up to date
    /// @param sink writes it
    record Keepers(Login owner, Login sink) {}
}
