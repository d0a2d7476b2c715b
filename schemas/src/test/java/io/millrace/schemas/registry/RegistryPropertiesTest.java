package io.millrace.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryPropertiesTest {
    private static Map<String, Object> with(Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("schema.registry.url", "https://r:1");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    /// The messages of an exception and of everything that caused it.
    private static List<String> messages(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .map(Throwable::getMessage)
                .toList();
    }

    @Test
    void shouldReadSeveralAddresses() {
        List<URI> expected = List.of(URI.create("http://a:1"), URI.create("https://b:2/x"));

        assertThat(RegistryOptions.fromProperties(Map.of("schema.registry.url", "http://a:1/, https://b:2/x"))
                        .urls())
                .isEqualTo(expected);
        assertThat(RegistryOptions.fromProperties(Map.of("schema.registry.url", List.of("http://a:1", "https://b:2/x")))
                        .urls())
                .isEqualTo(expected);
    }

    @Test
    void shouldTakeUserFromUrlWhenSourceIsUrl() {
        RegistryOptions options =
                RegistryOptions.fromProperties(with("schema.registry.url", "https://me:p%40ss@r:1/x"));

        assertThat(options.credentials()).isEqualTo(new RegistryCredentials.Basic("me", "p@ss"));
        assertThat(options.urls()).containsExactly(URI.create("https://r:1/x"));
        assertThat(options.toString()).doesNotContain("p@ss", "p%40ss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic.auth.user.info", "schema.registry.basic.auth.user.info"})
    void shouldTakeUserFromUserInfo(String key) {
        RegistryCredentials expected = new RegistryCredentials.Basic("me", "a:b");

        assertThat(RegistryOptions.fromProperties(
                                with("basic.auth.credentials.source", "USER_INFO", key, new Password("me:a:b")))
                        .credentials())
                .isEqualTo(expected);
        assertThat(RegistryOptions.fromProperties(with(key, "me:a:b")).credentials())
                .isEqualTo(expected);
    }

    @Test
    void shouldTakeStaticToken() {
        RegistryOptions options = RegistryOptions.fromProperties(
                with("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "s3cret"));

        assertThat(options.credentials()).isEqualTo(new RegistryCredentials.Bearer("s3cret"));
        assertThat(options.toString()).doesNotContain("s3cret");
    }

    @Test
    void shouldReadTimesAndRetries() {
        RegistryOptions options = RegistryOptions.fromProperties(with(
                "http.connect.timeout.ms", 111,
                "schema.registry.http.read.timeout.ms", "45000",
                "max.retries", "7",
                "retries.wait.ms", "90",
                "missing.id.cache.ttl.sec", "60"));

        assertThat(options.connectTimeoutMillis()).isEqualTo(111);
        assertThat(options.requestTimeoutMillis()).isEqualTo(45_000);
        assertThat(options.totalTimeoutMillis()).isEqualTo(45_000);
        assertThat(options.retriesMax()).isEqualTo(7);
        assertThat(options.retryDelayMillis()).isEqualTo(90);
        assertThat(options.missingTimeMillis()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "schema.registry.url; ''; schema.registry.url is missing",
                "schema.registry.url; ftp://x; must start with http",
                "schema.registry.url; http:///x; names no host",
                "schema.registry.url; http://x?y=1; must not have a",
                "schema.registry.url; http://x y; is not a URL",
                "schema.registry.url; 'http://a:hush@x,http://b:hush@y'; different users",
                "schema.registry.url; 'http://me:hush@x y'; is not a URL",
                "basic.auth.credentials.source; SASL_INHERIT; SASL_INHERIT is not supported",
                "basic.auth.credentials.source; OTHER; must be URL or USER_INFO",
                "basic.auth.credentials.source; USER_INFO; needs basic.auth.user.info",
                "basic.auth.user.info; hush; must hold user:password",
                "bearer.auth.credentials.source; OAUTHBEARER; must be STATIC_TOKEN",
                "bearer.auth.credentials.source; STATIC_TOKEN; needs bearer.auth.token",
                "max.retries; many; schema.registry.max.retries must be a whole number",
                "http.connect.timeout.ms; 0; must be at least 1",
                "schema.registry.ssl.truststore.location; /nowhere.p12; truststore.location=/nowhere.p12 cannot be read",
                "schema.registry.ssl.truststore.password; hush; truststore.location is missing",
                "schema.registry.ssl.endpoint.identification.algorithm; none; must be https",
            })
    void shouldRefuseWhenAValueIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> RegistryOptions.fromProperties(with(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(messages(e)).noneMatch(text -> text.contains("hush")));
    }

    @Test
    void shouldRefuseWhenCredentialsContradict() {
        assertThatThrownBy(() ->
                        RegistryOptions.fromProperties(with("basic.auth.user.info", "a:b", "bearer.auth.token", "t")))
                .hasMessageContaining("both a user and a bearer token");
        assertThatThrownBy(() -> RegistryOptions.fromProperties(
                        with("schema.registry.url", "http://a:b@x", "basic.auth.user.info", "a:b")))
                .hasMessageContaining("keep only one");
    }
}
