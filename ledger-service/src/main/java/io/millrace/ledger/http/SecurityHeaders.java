package io.millrace.ledger.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;

/// What every answer tells browsers and caches: keep nothing, guess nothing, load nothing, show it nowhere else.
public final class SecurityHeaders {
    /// What goes with every answer.
    public static final List<Header> ALL = List.of(
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store"),
            HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff"),
            HeaderValues.createCached(
                    HeaderNames.create("Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'"),
            HeaderValues.createCached(HeaderNames.create("Referrer-Policy"), "no-referrer"),
            HeaderValues.createCached(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin"));

    /// How to say who one is.
    static final String CHALLENGE = "Bearer realm=\"millrace\"";

    private SecurityHeaders() {}
}
