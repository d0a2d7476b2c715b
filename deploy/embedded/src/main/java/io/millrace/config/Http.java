package io.millrace.config;

import io.millrace.domain.TenantId;
import java.util.List;
import java.util.Optional;

/// Where our own HTTP service listens, port 0 taking a free one; whose data a request is about that names no tenant;
/// how many bytes of events may be on their way at once; our key and certificate for TLS; and which web pages of other
/// origins may ask.
public record Http(
        String host,
        int port,
        Optional<TenantId> tenant,
        int ingestBytesMax,
        Optional<KeyStore> tls,
        List<String> corsOrigins) {
    public static final int INGEST_BYTES_MIN = 1 << 20;
    public static final int INGEST_BYTES_MAX = 1 << 30;

    public Http {
        corsOrigins = List.copyOf(corsOrigins);
        Checks.notBlank("http.host", host);
        Checks.port("http.port", port);
        Checks.between("http.ingest.bytes.max", ingestBytesMax, INGEST_BYTES_MIN, INGEST_BYTES_MAX);
    }
}
