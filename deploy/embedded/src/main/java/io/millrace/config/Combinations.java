package io.millrace.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings that are right alone and wrong together. A check is skipped where one of its values is wrong by itself.
final class Combinations {
    private final Values values;
    private final List<Problem> problems;

    private Combinations(Values values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
    }

    static void check(Values values, List<Problem> problems) {
        Combinations combinations = new Combinations(values, problems);
        combinations.folder();
        combinations.paths();
        combinations.ports();
        combinations.kafka();
        combinations.postgres();
        combinations.registry();
        combinations.stores();
        combinations.tls();
        combinations.security();
    }

    private void folder() {
        Optional<Path> data = values.get(Settings.DATA).map(values.surroundings()::absolute);
        if (data.isPresent() && Files.exists(data.get()) && !Files.isDirectory(data.get())) {
            refuse(Settings.DATA, "'" + data.get() + "' is a file", "Name a folder; it is created if it is not there.");
        }
    }

    /// Kafka separates folders by commas, and in the name of a log file a % begins a placeholder.
    private void paths() {
        for (Setting<Path> setting : List.of(Settings.DATA, Settings.LOG_FILE)) {
            Optional<Path> path = values.get(setting).map(values.surroundings()::absolute);
            if (path.isPresent() && path.get().toString().matches("(?s).*[,%].*")) {
                refuse(
                        setting,
                        "'" + path.get() + "' holds a comma or a %, which Kafka or the log would misread",
                        "Name one without them.");
                return; // the log is usually below the data: once is enough
            }
        }
    }

    private void ports() {
        List<Setting<Integer>> listening = new ArrayList<>(List.of(Settings.HTTP_PORT));
        if (isEmbedded(Settings.REGISTRY_URL)) {
            listening.add(Settings.REGISTRY_PORT);
        }
        if (isEmbedded(Settings.KAFKA_SERVERS)) {
            listening.add(Settings.KAFKA_PORT);
        }
        if (isEmbedded(Settings.POSTGRES_URL)) {
            listening.add(Settings.POSTGRES_PORT);
        }
        Map<Integer, Setting<Integer>> taken = new HashMap<>();
        for (Setting<Integer> setting : listening) {
            values.get(setting).filter(port -> port != 0).ifPresent(port -> {
                Setting<Integer> other = taken.putIfAbsent(port, setting);
                if (other != null) {
                    String origin = values.origin(other.key()).describe();
                    String what = port + " is also " + other.key() + " (" + origin + ")";
                    refuse(setting, what, "Give each a port of its own, or 0 for a free one.");
                }
            });
        }
    }

    private void kafka() {
        for (String name : values.kafkaProperties().keySet()) {
            String key = Settings.KAFKA_PROPERTIES + "." + name;
            if (name.equals("bootstrap.servers")) {
                refuse(key, "the servers have a key of their own", "Use kafka.bootstrap.servers.");
            } else if (isEmbedded(Settings.KAFKA_SERVERS)) {
                refuse(
                        key,
                        "the embedded broker takes no client properties",
                        externally(Settings.KAFKA_SERVERS, "host:port"));
            }
        }
        boolean several = values.get(Settings.TOPICS_REPLICATION)
                .filter(count -> count > 1)
                .isPresent();
        if (isEmbedded(Settings.KAFKA_SERVERS) && several) {
            String what = values.text(Settings.TOPICS_REPLICATION) + " copies need more than the one embedded broker";
            refuse(Settings.TOPICS_REPLICATION, what, "Use 1, or an external cluster in kafka.bootstrap.servers.");
        }
    }

    private void postgres() {
        if (isEmbedded(Settings.POSTGRES_URL)) {
            String remedy = externally(Settings.POSTGRES_URL, "jdbc:postgresql://host:port/database");
            refuseIfSet(Settings.POSTGRES_USER, "the embedded PostgreSQL has a role of its own", remedy);
            refuseIfSet(Settings.POSTGRES_PASSWORD, "the embedded PostgreSQL has a role of its own", remedy);
            refuseIfSet(Settings.POSTGRES_OWNER, "the embedded PostgreSQL has an owner of its own", remedy);
            refuseIfSet(Settings.POSTGRES_OWNER_PASSWORD, "the embedded PostgreSQL has an owner of its own", remedy);
            refuseIfSet(Settings.POSTGRES_SINK, "the embedded PostgreSQL has a sink of its own", remedy);
            refuseIfSet(Settings.POSTGRES_SINK_PASSWORD, "the embedded PostgreSQL has a sink of its own", remedy);
        } else {
            together(Settings.POSTGRES_USER, Settings.POSTGRES_PASSWORD);
            together(Settings.POSTGRES_OWNER, Settings.POSTGRES_OWNER_PASSWORD);
            together(Settings.POSTGRES_SINK, Settings.POSTGRES_SINK_PASSWORD);
            together(Settings.POSTGRES_OWNER, Settings.POSTGRES_SINK);
            if (values.isSet(Settings.POSTGRES_OWNER) && !values.isSet(Settings.POSTGRES_USER)) {
                String what = "there is no postgres.user for history to be read as";
                refuse(Settings.POSTGRES_OWNER, what, "Set all three roles, or postgres.user alone.");
            }
        }
    }

    private void registry() {
        if (isEmbedded(Settings.REGISTRY_URL)) {
            for (Setting<?> setting : List.of(
                    Settings.REGISTRY_USER,
                    Settings.REGISTRY_PASSWORD,
                    Settings.REGISTRY_TOKEN,
                    Settings.TRUSTSTORE_PATH,
                    Settings.TRUSTSTORE_PASSWORD,
                    Settings.KEYSTORE_PATH,
                    Settings.KEYSTORE_PASSWORD)) {
                String remedy = externally(Settings.REGISTRY_URL, "https://host:port");
                refuseIfSet(setting, "the embedded registry needs no credentials", remedy);
            }
            return;
        }
        together(Settings.REGISTRY_USER, Settings.REGISTRY_PASSWORD);
        if (values.isSet(Settings.REGISTRY_USER)) {
            String what = "there is also a schema.registry.user";
            refuseIfSet(Settings.REGISTRY_TOKEN, what, "Use either a token, or a user and a password.");
        }
    }

    private void stores() {
        if (isEmbedded(Settings.REGISTRY_URL)) {
            return;
        }
        together(Settings.KEYSTORE_PATH, Settings.KEYSTORE_PASSWORD);
        if (!values.isSet(Settings.TRUSTSTORE_PATH)) {
            refuseIfSet(
                    Settings.TRUSTSTORE_PASSWORD,
                    "there is no schema.registry.truststore.path",
                    "Set both, or only the path.");
        }
        requireReadable(Settings.TRUSTSTORE_PATH);
        requireReadable(Settings.KEYSTORE_PATH);
    }

    private void requireReadable(Setting<Path> store) {
        Optional<Path> path = values.get(store).map(values.surroundings()::absolute);
        if (path.isPresent() && !Files.isReadable(path.get())) {
            refuse(
                    store,
                    "there is no file '" + path.get() + "' that can be read",
                    "Correct the path or its permissions.");
        }
    }

    private void tls() {
        together(Settings.HTTP_TLS_PATH, Settings.HTTP_TLS_PASSWORD);
        requireReadable(Settings.HTTP_TLS_PATH);
    }

    /// Whoever can reach an open service is everybody who can reach its address.
    private void security() {
        boolean isBeyond = values.get(Settings.HTTP_HOST)
                .filter(host -> !Kinds.isLoopback(host))
                .isPresent();
        boolean isOpen = values.get(Settings.SECURITY_MODE)
                .filter(mode -> mode == Security.Mode.OPEN)
                .isPresent();
        if (isBeyond && isOpen) {
            refuse(
                    Settings.SECURITY_MODE,
                    "open lets in everybody who reaches " + values.text(Settings.HTTP_HOST),
                    "Use tokens, or 127.0.0.1 as http.host.");
        }
        boolean isOwn =
                values.get(Settings.TOKEN_ISSUER).filter(Kinds.EMBEDDED::equals).isPresent();
        if (isOwn) {
            refuseIfSet(
                    Settings.TOKEN_KEYS,
                    "the embedded issuer has keys of its own",
                    "Remove it, or set security.token.issuer to what its tokens have as iss.");
        } else if (!values.isSet(Settings.TOKEN_KEYS)) {
            refuse(
                    Settings.TOKEN_ISSUER,
                    "there is no security.token.keys",
                    "Set it to the issuer's jwks_uri, or use embedded.");
        }
    }

    private void together(Setting<?> one, Setting<?> other) {
        if (values.isSet(one) != values.isSet(other)) {
            Setting<?> present = values.isSet(one) ? one : other;
            Setting<?> missing = values.isSet(one) ? other : one;
            refuse(present, "there is no " + missing.key(), "Set both, or neither.");
        }
    }

    private boolean isEmbedded(Setting<? extends Optional<?>> place) {
        return values.get(place).filter(Optional::isEmpty).isPresent();
    }

    private static String externally(Setting<?> place, String example) {
        return "Remove it, or set " + place.key() + " to " + example + ".";
    }

    private void refuseIfSet(Setting<?> setting, String what, String remedy) {
        if (values.isSet(setting)) {
            refuse(setting, what, remedy);
        }
    }

    private void refuse(Setting<?> setting, String what, String remedy) {
        refuse(setting.key(), what, remedy);
    }

    private void refuse(String key, String what, String remedy) {
        problems.add(new Problem(key, what, values.origin(key), remedy));
    }
}
