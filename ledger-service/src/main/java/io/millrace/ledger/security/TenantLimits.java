package io.millrace.ledger.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;

/// How much a tenant may ask of each node; what is empty is as the installation's configuration says.
///
/// @param requestsPerSecond by all keys and users together; twice that at once after a rest
/// @param callerRequestsPerSecond by one key or user; twice that at once after a rest
/// @param bodyBytesMax how large a body may be, lines without end excepted; an endpoint may take less
/// @param auditMonths for how many months its audit is kept
public record TenantLimits(
        OptionalLong requestsPerSecond,
        OptionalLong callerRequestsPerSecond,
        OptionalLong bodyBytesMax,
        OptionalLong auditMonths) {
    static final int RATE_MAX = 1_000_000;
    static final int BODY_BYTES_MIN = 1_000;
    static final int BODY_BYTES_MAX = 1_000_000_000;
    static final int AUDIT_MONTHS_MAX = 1_200;
    static final String REQUESTS = "requestsPerSecond";
    static final String CALLER_REQUESTS = "callerRequestsPerSecond";
    static final String BODY_BYTES = "bodyBytesMax";
    static final String AUDIT_MONTHS = "auditMonths";
    /// The names of the limits.
    static final List<String> NAMES = List.of(REQUESTS, CALLER_REQUESTS, BODY_BYTES, AUDIT_MONTHS);

    /// As the installation's configuration says.
    public static final TenantLimits NONE =
            new TenantLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    public TenantLimits {
        check(REQUESTS, requestsPerSecond, 1, RATE_MAX);
        check(CALLER_REQUESTS, callerRequestsPerSecond, 1, RATE_MAX);
        check(BODY_BYTES, bodyBytesMax, BODY_BYTES_MIN, BODY_BYTES_MAX);
        check(AUDIT_MONTHS, auditMonths, 1, AUDIT_MONTHS_MAX);
    }

    private static void check(String name, OptionalLong limit, long min, long max) {
        if (limit.isPresent() && (limit.getAsLong() < min || limit.getAsLong() > max)) {
            throw new IllegalArgumentException(name + " is from " + min + " to " + max + ", not " + limit.getAsLong());
        }
    }

    static TenantLimits of(JsonNode json) {
        return new TenantLimits(
                find(json, REQUESTS), find(json, CALLER_REQUESTS), find(json, BODY_BYTES), find(json, AUDIT_MONTHS));
    }

    private static OptionalLong find(JsonNode json, String name) {
        JsonNode node = json.path(name);
        return node.isIntegralNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        requestsPerSecond.ifPresent(limit -> json.put(REQUESTS, limit));
        callerRequestsPerSecond.ifPresent(limit -> json.put(CALLER_REQUESTS, limit));
        bodyBytesMax.ifPresent(limit -> json.put(BODY_BYTES, limit));
        auditMonths.ifPresent(limit -> json.put(AUDIT_MONTHS, limit));
        return json;
    }
}
