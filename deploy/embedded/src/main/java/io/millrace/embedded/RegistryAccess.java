package io.millrace.embedded;

import io.millrace.config.KeyStore;
import io.millrace.config.Registry;
import io.millrace.config.Registry.Authentication;
import io.millrace.platform.registry.EmbeddedRegistry;
import io.millrace.platform.registry.EmbeddedRegistryOptions;
import io.millrace.platform.registry.RegistryHttp;
import io.millrace.schemas.registry.CachingSchemaRegistry;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.registry.SchemaRegistry;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A schema registry in use, and where others reach it.
///
/// @param registry what serdes ask
/// @param url what outsiders set as `schema.registry.url`
/// @param closing lets go of it
record RegistryAccess(SchemaRegistry registry, URI url, Runnable closing) implements AutoCloseable {
    private static final long ANSWER_TIMEOUT_MILLIS = 10_000;
    private static final long MISSING_TIME_MILLIS = 5_000;

    /// Opens a registry of our own in the cluster and serves it.
    static RegistryAccess serve(Registry.Embedded embedded, KafkaAccess kafka, String topicPrefix, int replication) {
        EmbeddedRegistry registry = EmbeddedRegistry.open(new EmbeddedRegistryOptions(
                kafka.properties(),
                topicPrefix + EmbeddedRegistryOptions.TOPIC,
                (short) replication,
                ANSWER_TIMEOUT_MILLIS));
        boolean served = false;
        try {
            RegistryHttp http = RegistryHttp.start(registry, embedded.port());
            served = true;
            // Before the registry, so that a topic full of unknown ids does not make it read its log for each.
            return new RegistryAccess(new CachingSchemaRegistry(registry, MISSING_TIME_MILLIS), http.url(), () -> {
                http.close();
                registry.close();
            });
        } finally {
            if (!served) {
                registry.close();
            }
        }
    }

    /// Reaches a registry over HTTP.
    static RegistryAccess connect(Registry.External external) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "schema.registry.url",
                external.urls().stream().map(URI::toString).collect(Collectors.joining(",")));
        switch (external.authentication()) {
            case Authentication.None _ -> {}
            case Authentication.Basic basic -> {
                properties.put("basic.auth.credentials.source", "USER_INFO");
                properties.put(
                        "basic.auth.user.info",
                        basic.login().user() + ":" + basic.login().password().value());
            }
            case Authentication.Bearer bearer -> {
                properties.put("bearer.auth.credentials.source", "STATIC_TOKEN");
                properties.put("bearer.auth.token", bearer.token().value());
            }
        }
        external.truststore().ifPresent(store -> put(properties, "truststore", store));
        external.keystore().ifPresent(store -> put(properties, "keystore", store));
        return connect(RegistryOptions.fromProperties(properties));
    }

    static RegistryAccess connect(RegistryOptions options) {
        HttpSchemaRegistry http = new HttpSchemaRegistry(options);
        return new RegistryAccess(
                new CachingSchemaRegistry(http, options.missingTimeMillis()),
                options.urls().getFirst(),
                http::close);
    }

    private static void put(Map<String, String> properties, String which, KeyStore store) {
        properties.put(
                "schema.registry.ssl." + which + ".location", store.path().toString());
        store.password()
                .ifPresent(password -> properties.put("schema.registry.ssl." + which + ".password", password.value()));
    }

    @Override
    public void close() {
        closing.run();
    }
}
