package io.millrace.ledger.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Puts replies on the wire.
final class Replies {
    private static final HeaderName ID = HeaderNames.create(RequestWatch.ID_HEADER);
    private static final int UNAUTHORIZED = 401;

    private Replies() {}

    /// Tells the client what the log calls its request.
    static void name(ServerResponse response, String id) {
        if (!id.isEmpty()) {
            response.header(ID, id);
        }
    }

    static void head(ServerResponse response, int status, String mediaType, Map<String, String> headers) {
        response.status(Status.create(status));
        SecurityHeaders.ALL.forEach(response::header);
        if (!mediaType.isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, mediaType);
        }
        headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
    }

    static void send(Problem problem, ServerResponse response) {
        head(response, problem.type().status(), Answer.PROBLEM, Map.of());
        problem.retryAfterSeconds()
                .ifPresent(seconds -> response.header(HeaderNames.RETRY_AFTER, Integer.toString(seconds)));
        if (problem.type().status() == UNAUTHORIZED) {
            response.header(HeaderNames.WWW_AUTHENTICATE, SecurityHeaders.CHALLENGE);
        }
        response.send(problem.json().toString().getBytes(StandardCharsets.UTF_8));
    }
}
