package io.millrace.ledger.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;

/// The public keys of an issuer. They are kept for five minutes and asked for again before that time is over; a key id
/// that is not among them has them asked for at once, but at most twice in half a minute, whatever comes. While the
/// issuer can't be reached, those that are known go on for four hours.
final class TokenKeys {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration REFRESH_AT_MOST = Duration.ofSeconds(5);
    private static final Duration REFRESH_AHEAD = Duration.ofSeconds(30);
    private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(30);
    private static final Duration KEPT_WHILE_AWAY = Duration.ofHours(4);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 2_000;
    private static final int BYTES_MAX = 256 * 1024;

    private TokenKeys() {}

    static JWKSource<SecurityContext> of(URI place) {
        return builder(place)
                .cache(KEPT.toMillis(), REFRESH_AT_MOST.toMillis())
                .refreshAheadCache(REFRESH_AHEAD.toMillis(), false)
                .rateLimited(BETWEEN_REFRESHES.toMillis())
                .outageTolerant(KEPT_WHILE_AWAY.toMillis())
                .build();
    }

    private static JWKSourceBuilder<SecurityContext> builder(URI place) {
        if ("file".equals(place.getScheme())) {
            return JWKSourceBuilder.create(new InFile(Path.of(place)));
        }
        try {
            return JWKSourceBuilder.create(
                    place.toURL(), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, BYTES_MAX));
        } catch (MalformedURLException invalid) {
            throw new IllegalArgumentException(place + " is neither a URL nor a file", invalid);
        }
    }

    private record InFile(Path file) implements JWKSetSource<SecurityContext> {
        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                throws KeySourceException {
            try {
                return JWKSet.parse(Files.readString(file));
            } catch (IOException unreadable) {
                throw new JWKSetUnavailableException("can't read " + file, unreadable);
            } catch (ParseException malformed) {
                throw new JWKSetParseException(file + " is not a set of keys", malformed);
            }
        }

        @Override
        public void close() {}
    }
}
