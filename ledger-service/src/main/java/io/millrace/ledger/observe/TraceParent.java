package io.millrace.ledger.observe;

import java.util.Optional;
import java.util.regex.Pattern;

/// The header `traceparent` of W3C: which trace a request or a record belongs to.
///
/// @param traceId 32 hexadecimal digits, not all of them 0
/// @param spanId 16 hexadecimal digits, not all of them 0
/// @param isSampled whether whoever began the trace records it
record TraceParent(String traceId, String spanId, boolean isSampled) {
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;
    private static final int HEX = 16;

    /// Reads the header; empty if it is not well-formed, which W3C has ignored.
    static Optional<TraceParent> parse(String header) {
        if (!FORM.matcher(header).matches()) {
            return Optional.empty();
        }
        int flags = Integer.parseInt(header.substring(FLAGS, FLAGS + 2), HEX);
        return Optional.of(new TraceParent(
                header.substring(TRACE, SPAN - 1), header.substring(SPAN, FLAGS - 1), (flags & 1) == 1));
    }

    /// The header's value.
    String text() {
        return "00-" + traceId + "-" + spanId + (isSampled ? "-01" : "-00");
    }
}
