package io.millrace.ledger.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// A request before it is known who sent it.
///
/// @param requestId what it is called in answers, logs and the audit
/// @param source the address it came from
/// @param header the first value of a header, by its name
public record Caller(String requestId, String source, Function<String, Optional<String>> header) {
    /// Where tokens stand, after the word Bearer.
    public static final String AUTHORIZATION = "Authorization";
    /// Where API keys stand.
    public static final String API_KEY = "Millrace-Api-Key";

    /// What this service may show to another node of its own when it asks there on behalf of the caller: exactly what
    /// the caller showed, which the other node checks again.
    Map<String, String> credentials() {
        Map<String, String> shown = new TreeMap<>();
        for (String name : new String[] {AUTHORIZATION, API_KEY}) {
            header.apply(name).ifPresent(value -> shown.put(name, value));
        }
        return shown;
    }
}
