package io.millrace.ledger;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.RequestWatch;
import io.millrace.ledger.http.SecurityHeaders;
import io.millrace.ledger.http.Verb;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What every request passes before anything else: it keeps out what a browser was tricked into sending, and lets those
/// pages in that may ask from elsewhere.
final class FrontDoor implements Filter {
    private static final Pattern THIS_MACHINE = Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
    private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
    private static final HeaderName ALLOW_METHODS = HeaderNames.create("Access-Control-Allow-Methods");
    private static final HeaderName ALLOW_HEADERS = HeaderNames.create("Access-Control-Allow-Headers");
    private static final HeaderName EXPOSE_HEADERS = HeaderNames.create("Access-Control-Expose-Headers");
    private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");
    private static final HeaderName ASKED_METHOD = HeaderNames.create("Access-Control-Request-Method");
    private static final HeaderName STRICT_TRANSPORT = HeaderNames.create("Strict-Transport-Security");
    private static final String VERBS =
            Arrays.stream(Verb.values()).map(Verb::name).collect(Collectors.joining(", "));
    private static final String HEADERS = String.join(
            ", ",
            Caller.AUTHORIZATION,
            Caller.API_KEY,
            RequestWatch.ID_HEADER,
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID");
    private static final String SECONDS_OF_AN_HOUR = "3600";
    private static final String YEAR = "max-age=31536000";

    private final Transport transport;

    FrontDoor(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (transport.tls().isPresent()) {
            response.header(STRICT_TRANSPORT, YEAR);
        }
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        if (transport.isForThisMachineOnly() && !THIS_MACHINE.matcher(host).matches()) {
            refuse(response, "This service answers to 127.0.0.1 and localhost only, not to the name it was asked by.");
            return;
        }
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        boolean isOwn = origin.isEmpty() || origin.get().equalsIgnoreCase(transport.scheme() + "://" + host);
        if (isOwn) {
            chain.proceed();
        } else if (transport.origins().contains(origin.get())) {
            response.header(ALLOW_ORIGIN, origin.get());
            response.header(HeaderNames.VARY, "Origin");
            response.header(EXPOSE_HEADERS, RequestWatch.ID_HEADER + ", ETag, Retry-After");
            fromElsewhere(chain, request, response);
        } else if (isReading(request.prologue().method())) {
            chain.proceed(); // The browser keeps the answer from the page: nothing says that it may see it.
        } else {
            refuse(response, "Pages of this origin may not ask here. http.cors.origins says which may.");
        }
    }

    private static void fromElsewhere(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(ASKED_METHOD)) {
            response.header(ALLOW_METHODS, VERBS);
            response.header(ALLOW_HEADERS, HEADERS);
            response.header(MAX_AGE, SECONDS_OF_AN_HOUR);
            response.status(Status.NO_CONTENT_204).send();
        } else {
            chain.proceed();
        }
    }

    private static boolean isReading(Method method) {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }

    private static void refuse(RoutingResponse response, String why) {
        SecurityHeaders.ALL.forEach(response::header);
        response.status(Status.FORBIDDEN_403)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .send(Problem.of(ProblemType.FORBIDDEN, why).json().toString().getBytes(StandardCharsets.UTF_8));
    }
}
