package io.millrace.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/// How requests may come in.
///
/// @param tls our key and certificate; without it, requests come in the clear
/// @param origins web pages of other origins that may ask from a browser, such as `https://plan.example.com`
/// @param isForThisMachineOnly whether only requests to a loopback name are answered, so that no web page can reach the
///     service through a name of its own that leads here
/// @param connectionsMax how many connections there may be at once
/// @param silence how long a client may have a connection and ask nothing
public record Transport(
        Optional<SSLContext> tls,
        Set<String> origins,
        boolean isForThisMachineOnly,
        int connectionsMax,
        Duration silence) {
    private static final int CONNECTIONS_MAX = 4_096;
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /// For this machine only, in the clear.
    public static final Transport LOOPBACK = open(Optional.empty(), Set.of(), true);

    public Transport {
        origins = Set.copyOf(origins);
    }

    /// With the standard limits.
    public static Transport open(Optional<SSLContext> tls, Set<String> origins, boolean isForThisMachineOnly) {
        return new Transport(tls, origins, isForThisMachineOnly, CONNECTIONS_MAX, SILENCE);
    }

    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }
}
