package io.millrace.config;

import java.net.URI;
import java.util.Optional;

/// Where traces go, nowhere without a collector; and how many of a hundred requests that name no trace begin one.
public record Tracing(Optional<URI> collector, int percent) {
    public static final int PERCENT_MAX = 100;

    public Tracing {
        Checks.between("traces.percent", percent, 0, PERCENT_MAX);
    }
}
