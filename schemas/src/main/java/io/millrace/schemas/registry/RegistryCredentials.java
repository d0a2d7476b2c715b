package io.millrace.schemas.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// How a client proves to a registry who it is; the secrets never appear in `toString`.
public sealed interface RegistryCredentials {
    /// The value of the `Authorization` header, if one is to be sent.
    Optional<String> authorization();

    /// Nobody: the registry is open, or knows the client by its certificate.
    record None() implements RegistryCredentials {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    /// A user and a password, or a cloud's API key and secret.
    record Basic(String user, String password) implements RegistryCredentials {
        public Basic {
            if (user.isEmpty() || user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("the registry's user must not be empty and must not contain ':'");
            }
        }

        @Override
        public Optional<String> authorization() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "Basic[user=" + user + ", password=***]";
        }
    }

    /// A token that was handed out once.
    record Bearer(String token) implements RegistryCredentials {
        public Bearer {
            if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new IllegalArgumentException(
                        "the registry's bearer token must not be empty and must hold visible ASCII characters only");
            }
        }

        @Override
        public Optional<String> authorization() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String toString() {
            return "Bearer[token=***]";
        }
    }
}
