package io.millrace.schemas.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Where a registry is and how to talk to it.
///
/// @param urls base addresses of equal nodes, tried in this order; each may have a path, none has a user or a query
/// @param sslContext what is trusted and shown over TLS; null is the JVM's default
/// @param connectTimeoutMillis longest wait for a connection
/// @param requestTimeoutMillis longest wait for one whole answer of one node
/// @param totalTimeoutMillis longest time one call takes with all nodes, repetitions and pauses
/// @param retriesMax how often all nodes are asked again after all of them failed
/// @param retryDelayMillis the first pause between two rounds; it doubles, with jitter, up to 10 s
/// @param missingTimeMillis how long a [CachingSchemaRegistry] remembers that an id or schema does not exist; 0 is
///     never
public record RegistryOptions(
        List<URI> urls,
        RegistryCredentials credentials,
        @Nullable SSLContext sslContext,
        long connectTimeoutMillis,
        long requestTimeoutMillis,
        long totalTimeoutMillis,
        int retriesMax,
        long retryDelayMillis,
        long missingTimeMillis) {

    public RegistryOptions {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a registry needs at least one URL");
        }
        urls = urls.stream().map(RegistryOptions::checkUrl).toList();
        requireAtLeast(1, connectTimeoutMillis, "connectTimeoutMillis");
        requireAtLeast(1, requestTimeoutMillis, "requestTimeoutMillis");
        requireAtLeast(1, totalTimeoutMillis, "totalTimeoutMillis");
        requireAtLeast(0, retriesMax, "retriesMax");
        requireAtLeast(1, retryDelayMillis, "retryDelayMillis");
        requireAtLeast(0, missingTimeMillis, "missingTimeMillis");
    }

    /// The defaults for a registry without credentials.
    public static RegistryOptions of(String... urls) {
        return new RegistryOptions(
                Arrays.stream(urls).map(RegistryOptions::parseUrl).toList(),
                new RegistryCredentials.None(),
                null,
                5_000,
                10_000,
                30_000,
                3,
                200,
                5_000);
    }

    /// Reads the keys that Confluent's clients use, such as `schema.registry.url` and `basic.auth.user.info`.
    ///
    /// @throws IllegalArgumentException naming the key and what would be right
    public static RegistryOptions fromProperties(Map<String, ?> properties) {
        return new RegistryProperties(properties).toOptions();
    }

    public RegistryOptions withCredentials(RegistryCredentials newCredentials) {
        return new RegistryOptions(
                urls,
                newCredentials,
                sslContext,
                connectTimeoutMillis,
                requestTimeoutMillis,
                totalTimeoutMillis,
                retriesMax,
                retryDelayMillis,
                missingTimeMillis);
    }

    public RegistryOptions withSslContext(@Nullable SSLContext newContext) {
        return new RegistryOptions(
                urls,
                credentials,
                newContext,
                connectTimeoutMillis,
                requestTimeoutMillis,
                totalTimeoutMillis,
                retriesMax,
                retryDelayMillis,
                missingTimeMillis);
    }

    public RegistryOptions withTimeouts(long newConnectMillis, long newRequestMillis, long newTotalMillis) {
        return new RegistryOptions(
                urls,
                credentials,
                sslContext,
                newConnectMillis,
                newRequestMillis,
                newTotalMillis,
                retriesMax,
                retryDelayMillis,
                missingTimeMillis);
    }

    public RegistryOptions withRetries(int newRetriesMax, long newRetryDelayMillis) {
        return new RegistryOptions(
                urls,
                credentials,
                sslContext,
                connectTimeoutMillis,
                requestTimeoutMillis,
                totalTimeoutMillis,
                newRetriesMax,
                newRetryDelayMillis,
                missingTimeMillis);
    }

    public RegistryOptions withMissingTime(long newMissingTimeMillis) {
        return new RegistryOptions(
                urls,
                credentials,
                sslContext,
                connectTimeoutMillis,
                requestTimeoutMillis,
                totalTimeoutMillis,
                retriesMax,
                retryDelayMillis,
                newMissingTimeMillis);
    }

    static URI parseUrl(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            // Not as a cause: its message holds the whole text, and so perhaps a password.
            throw new IllegalArgumentException("registry URL '" + withoutUser(url.strip()) + "' is not a URL ("
                    + e.getReason() + "); it should look like https://host:8081");
        }
    }

    private static String withoutUser(String url) {
        return url.replaceFirst("//.*@", "//***@");
    }

    private static URI checkUrl(URI url) {
        String shown = withoutUser(url.toString());
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("registry URL '" + shown + "' must start with http:// or https://");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    "registry URL '" + shown + "' names no host; it should look like https://host:8081");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "registry URL '" + shown + "' must not hold a user and password; give them as credentials");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("registry URL '" + shown + "' must not have a '?' or '#' part");
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    private static void requireAtLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", this is " + value);
        }
    }
}
