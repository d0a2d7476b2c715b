package io.millrace.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where schemas are kept: a registry inside this process, or any that speaks Confluent's REST API.
public sealed interface Registry {
    /// A registry of our own on the loopback address; port 0 takes a free one.
    record Embedded(int port) implements Registry {
        public Embedded {
            Checks.port("schema.registry.port", port);
        }
    }

    /// One registry under one or several addresses, tried in order.
    record External(
            List<URI> urls, Authentication authentication, Optional<KeyStore> truststore, Optional<KeyStore> keystore)
            implements Registry {
        public External {
            Checks.notEmpty("schema.registry.url", urls);
            urls = List.copyOf(urls);
        }
    }

    /// How we say who we are.
    sealed interface Authentication {
        record None() implements Authentication {}

        record Basic(Login login) implements Authentication {}

        record Bearer(Secret token) implements Authentication {}
    }
}
