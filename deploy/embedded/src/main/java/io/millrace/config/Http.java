package io.millrace.config;

/// Where our own HTTP service listens; port 0 takes a free one.
public record Http(String host, int port) {
    public Http {
        Checks.notBlank("http.host", host);
        Checks.port("http.port", port);
    }
}
