package io.millrace.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/// The forms in which the service answers.
final class Answers {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private Answers() {}

    static void json(ServerResponse response, Status status, ObjectNode body) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, JSON)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(body.toString());
    }

    static void html(ServerResponse response, String page) {
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header(HeaderNames.create("Content-Security-Policy"), "default-src 'none'; style-src 'unsafe-inline'")
                .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
                .send(page);
    }

    /// An error as RFC 9457 has it.
    static void problem(ServerResponse response, Status status, String detail) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, PROBLEM)
                .send(problem(status, detail).toString());
    }

    static ObjectNode problem(Status status, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", status.reasonPhrase())
                .put("status", status.code())
                .put("detail", detail);
    }
}
