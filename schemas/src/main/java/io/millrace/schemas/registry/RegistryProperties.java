package io.millrace.schemas.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/// Reads Confluent's configuration keys. A key counts with the prefix `schema.registry.` and, unless it is about TLS
/// (where the bare key is the broker's), without it; the prefixed one wins.
final class RegistryProperties {
    private static final String PREFIX = "schema.registry.";
    private static final String URL_KEY = PREFIX + "url";
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BASIC_USER_INFO = "basic.auth.user.info";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final String BEARER_TOKEN = "bearer.auth.token";

    private final Map<String, ?> properties;

    RegistryProperties(Map<String, ?> properties) {
        this.properties = properties;
    }

    RegistryOptions toOptions() {
        List<URI> urls = urls();
        List<URI> bare = urls.stream().map(RegistryProperties::withoutUser).toList();
        RegistryOptions options = RegistryOptions.of(
                        bare.stream().map(URI::toString).toArray(String[]::new))
                .withCredentials(credentials(urls))
                .withSslContext(sslContext());
        long connectMillis = number("http.connect.timeout.ms", options.connectTimeoutMillis());
        long requestMillis = number("http.read.timeout.ms", options.requestTimeoutMillis());
        return options.withTimeouts(connectMillis, requestMillis, Math.max(options.totalTimeoutMillis(), requestMillis))
                .withRetries(
                        Math.toIntExact(number("max.retries", options.retriesMax())),
                        number("retries.wait.ms", options.retryDelayMillis()))
                .withMissingTime(number("missing.id.cache.ttl.sec", options.missingTimeMillis() / 1_000) * 1_000);
    }

    private List<URI> urls() {
        Object value = properties.get(URL_KEY);
        String text = value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value == null ? "" : value.toString();
        List<URI> urls = Arrays.stream(text.split(","))
                .filter(url -> !url.isBlank())
                .map(RegistryOptions::parseUrl)
                .toList();
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    URL_KEY + " is missing; give one or more addresses, such as https://registry.example.com:8081");
        }
        return urls;
    }

    private RegistryCredentials credentials(List<URI> urls) {
        Optional<RegistryCredentials> basic = basic(urls);
        Optional<RegistryCredentials> bearer = bearer();
        if (basic.isPresent() && bearer.isPresent()) {
            throw new IllegalArgumentException("both a user and a bearer token are given for the registry; keep one of "
                    + BASIC_USER_INFO + " and " + BEARER_TOKEN);
        }
        return basic.or(() -> bearer).orElseGet(RegistryCredentials.None::new);
    }

    private Optional<RegistryCredentials> basic(List<URI> urls) {
        Optional<String> userInfo = text(BASIC_USER_INFO);
        List<String> inUrls = urls.stream()
                .filter(url -> url.getUserInfo() != null)
                .map(URI::getUserInfo)
                .distinct()
                .toList();
        String source = text(BASIC_SOURCE).orElse(userInfo.isPresent() ? "USER_INFO" : "URL");
        return switch (source.toUpperCase(Locale.ROOT)) {
            case "URL" -> fromUrls(inUrls);
            case "USER_INFO" -> Optional.of(fromUserInfo(userInfo, inUrls));
            case "SASL_INHERIT" ->
                throw new IllegalArgumentException(BASIC_SOURCE
                        + "=SASL_INHERIT is not supported: it would send the broker's password to the registry; use USER_INFO"
                        + " and " + BASIC_USER_INFO + "=user:password");
            default ->
                throw new IllegalArgumentException(
                        BASIC_SOURCE + " must be URL or USER_INFO, this is '" + source + "'");
        };
    }

    private static Optional<RegistryCredentials> fromUrls(List<String> inUrls) {
        if (inUrls.size() > 1) {
            throw new IllegalArgumentException(
                    "the addresses in " + URL_KEY + " hold different users or passwords; use " + BASIC_USER_INFO);
        }
        return inUrls.stream().findFirst().map(pair -> split(pair, URL_KEY));
    }

    private static RegistryCredentials fromUserInfo(Optional<String> userInfo, List<String> inUrls) {
        if (!inUrls.isEmpty()) {
            throw new IllegalArgumentException(
                    "a user is given in " + URL_KEY + " and by " + BASIC_SOURCE + "=USER_INFO; keep only one of them");
        }
        return split(
                userInfo.orElseThrow(() -> new IllegalArgumentException(
                        BASIC_SOURCE + "=USER_INFO needs " + BASIC_USER_INFO + "=user:password")),
                BASIC_USER_INFO);
    }

    private static RegistryCredentials split(String pair, String key) {
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(key + " must hold user:password, with a colon between them");
        }
        return new RegistryCredentials.Basic(pair.substring(0, colon), pair.substring(colon + 1));
    }

    private Optional<RegistryCredentials> bearer() {
        Optional<String> source = text(BEARER_SOURCE);
        Optional<String> token = text(BEARER_TOKEN);
        if (source.isPresent() && !source.get().equalsIgnoreCase("STATIC_TOKEN")) {
            throw new IllegalArgumentException(BEARER_SOURCE + " must be STATIC_TOKEN, this is '" + source.get()
                    + "'; other sources are not supported");
        }
        if (source.isPresent() && token.isEmpty()) {
            throw new IllegalArgumentException(BEARER_SOURCE + "=STATIC_TOKEN needs " + BEARER_TOKEN);
        }
        return token.map(RegistryCredentials.Bearer::new);
    }

    private @Nullable SSLContext sslContext() {
        String identification = text("ssl.endpoint.identification.algorithm").orElse("https");
        if (!identification.equalsIgnoreCase("https")) {
            throw new IllegalArgumentException(PREFIX + "ssl.endpoint.identification.algorithm must be https, this is '"
                    + identification + "': the registry's host name is always checked");
        }
        Optional<TlsFiles.Store> truststore = store("ssl.truststore");
        Optional<TlsFiles.Store> keystore = store("ssl.keystore");
        if (truststore.isEmpty() && keystore.isEmpty()) {
            return null;
        }
        return TlsFiles.sslContext(
                truststore.orElse(null),
                keystore.orElse(null),
                text("ssl.key.password").orElse(null));
    }

    private Optional<TlsFiles.Store> store(String key) {
        Optional<String> location = text(key + ".location");
        if (location.isEmpty() && text(key + ".password").isPresent()) {
            throw new IllegalArgumentException(
                    PREFIX + key + ".password is given, but " + PREFIX + key + ".location is missing");
        }
        return location.map(file -> new TlsFiles.Store(
                PREFIX + key,
                Path.of(file),
                text(key + ".type").orElseGet(() -> TlsFiles.typeOf(file)),
                text(key + ".password").orElse(null)));
    }

    private long number(String key, long otherwise) {
        return text(key)
                .map(value -> {
                    try {
                        return Math.toIntExact(Long.parseLong(value));
                    } catch (NumberFormatException | ArithmeticException e) {
                        throw new IllegalArgumentException(
                                PREFIX + key + " must be a whole number, this is '" + value + "'", e);
                    }
                })
                .map(Integer::longValue)
                .orElse(otherwise);
    }

    private Optional<String> text(String key) {
        List<String> keys = new ArrayList<>(List.of(PREFIX + key));
        if (!key.startsWith("ssl.")) {
            keys.add(key);
        }
        for (String name : keys) {
            Object value = properties.get(name);
            String text = value instanceof Password password ? password.value() : value == null ? "" : value.toString();
            if (!text.isBlank()) {
                return Optional.of(text.strip());
            }
        }
        return Optional.empty();
    }

    private static URI withoutUser(URI url) {
        if (url.getRawUserInfo() == null) {
            return url;
        }
        try {
            return new URI(url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    URL_KEY + " holds an address that is not a URL without its user: " + e.getReason());
        }
    }
}
