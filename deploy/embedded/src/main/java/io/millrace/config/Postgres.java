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

    /// A server that is there already; the URL holds no password.
    record External(String url, Optional<Login> login) implements Postgres {
        public External {
            Checks.notBlank("postgres.url", url);
        }
    }
}
