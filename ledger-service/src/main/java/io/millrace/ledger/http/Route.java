package io.millrace.ledger.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.millrace.domain.LocationId;
import io.millrace.ledger.http.Request.RequestContent;
import io.millrace.ledger.http.RequestWatch.Visit;
import io.millrace.ledger.http.RequestWatch.Watched;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves one endpoint: lets in whom it is for, reads the request as declared, hands it over, and sends what comes
/// back.
final class Route {
    private static final Logger LOG = LoggerFactory.getLogger(Route.class);

    private final Endpoint endpoint;
    private final Guard guard;
    private final Watched watched;
    private final Parameters parameters;

    Route(Endpoint endpoint, Guard guard, RequestWatch watch) {
        this.endpoint = endpoint;
        this.guard = guard;
        this.watched = watch.endpoint(endpoint.verb().name(), endpoint.path());
        this.parameters = new Parameters(endpoint);
    }

    /// What came of a request.
    private record Served(Optional<Principal> principal, Reply reply) {}

    void serve(ServerRequest request, ServerResponse response) {
        Function<String, Optional<String>> headers = headersOf(request);
        try (Visit visit = watched.begin(headers)) {
            Replies.name(response, visit.id());
            Caller caller = new Caller(visit.id(), request.remotePeer().host(), headers);
            Served served = served(caller, request, visit);
            Answered answered = answered(caller, target(request), served);
            visit.answered(answered.status());
            guard.ended(answered);
            try {
                send(served.reply(), response);
            } catch (IOException | UncheckedIOException gone) {
                LOG.debug("The client of {} {} has gone", endpoint.verb(), endpoint.path(), gone);
            }
        }
    }

    static Function<String, Optional<String>> headersOf(ServerRequest request) {
        return name -> request.headers().first(HeaderNames.create(name));
    }

    private Answered answered(Caller caller, String target, Served served) {
        Optional<ProblemType> problem =
                served.reply() instanceof Problem refused ? Optional.of(refused.type()) : Optional.empty();
        int status = switch (served.reply()) {
            case Problem refused -> refused.type().status();
            case Reply.Whole whole -> whole.status();
            case Reply.Flowing flowing -> flowing.status();
        };
        return new Answered(caller, endpoint, target, served.principal(), status, problem);
    }

    private Served served(Caller caller, ServerRequest request, Visit visit) {
        Optional<Principal> principal = Optional.empty();
        try {
            principal = switch (endpoint.access()) {
                case Access.Anyone() -> Optional.empty();
                case Access.Known _, Access.Holders _ ->
                    Optional.of(endpoint.isTenants() ? guard.identify(caller) : guard.recognise(caller));
            };
            principal.ifPresent(who -> visit.tenant(who.tenant()));
            principal.ifPresent(who -> guard.admit(who, caller, endpoint));
            principal.ifPresent(this::requireRole);
            RequestContent content =
                    content(request, principal.map(guard::bodyBytesMax).orElse(Long.MAX_VALUE));
            Map<Parameter<?>, Object> values = parameters.read(request);
            principal.ifPresent(who -> requireLocations(who, values));
            return new Served(
                    principal,
                    endpoint.handler().handle(new Request(endpoint.id(), caller, principal, values, content)));
        } catch (ProblemException refused) {
            return new Served(principal, refused.problem());
        } catch (ServerConnectionException broken) {
            return new Served(principal, tooSlow(broken));
        }
    }

    /// Who falls silent in the middle of a request is told so; everything else that breaks is a failure.
    private static Problem tooSlow(ServerConnectionException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return Problem.of(
                        ProblemType.TOO_SLOW, "Nothing came for too long. Send the whole request, then wait.");
            }
        }
        throw broken;
    }

    private void requireRole(Principal principal) {
        if (endpoint.access() instanceof Access.Holders holders && !principal.holdsAny(holders.roles())) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN,
                    "This is for the roles " + holders.words() + ". Ask whoever keeps your users or keys for one."));
        }
    }

    /// Who is bound to locations asks about one of them, or where the handler looks after it.
    private void requireLocations(Principal principal, Map<Parameter<?>, Object> values) {
        if (principal.locations().isEmpty() || endpoint.checksLocations()) {
            return;
        }
        List<LocationId> named = values.values().stream()
                .filter(LocationId.class::isInstance)
                .map(LocationId.class::cast)
                .toList();
        if (named.isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN,
                    "This is about all locations, and this key or token is for some of them only. Name a location"
                            + " where that is possible, or use another key."));
        }
        named.forEach(principal::require);
    }

    private static String target(ServerRequest request) {
        return request.path().rawPath()
                + (request.query().isEmpty() ? "" : "?" + request.query().rawValue());
    }

    private RequestContent content(ServerRequest request, long allowedMax) {
        String target = target(request);
        if (endpoint.body().isEmpty()) {
            return new RequestContent(
                    target, "", 0, OptionalLong.empty(), () -> request.content().inputStream());
        }
        Body body = endpoint.body().get();
        String mediaType =
                request.headers().contentType().map(HttpMediaType::text).orElse("");
        String bare = mediaType.split(";", 2)[0].strip();
        if (!body.content().containsKey(bare)) {
            throw new ProblemException(Problem.of(
                    ProblemType.UNSUPPORTED_CONTENT,
                    (bare.isEmpty()
                                    ? "The request has no Content-Type. "
                                    : "Content-Type " + bare + " is not read here. ")
                            + "Send " + String.join(" or ", body.content().keySet()) + "."));
        }
        long declaredMax = body.bytesMax(bare);
        long bytesMax = declaredMax == Long.MAX_VALUE ? declaredMax : Math.min(declaredMax, allowedMax);
        refuseTooLarge(request, bytesMax);
        return new RequestContent(
                target,
                bare,
                bytesMax,
                request.headers().contentLength(),
                () -> request.content().inputStream());
    }

    private static void refuseTooLarge(ServerRequest request, long bytesMax) {
        request.headers().contentLength().ifPresent(length -> {
            if (length > bytesMax) {
                throw new ProblemException(Problem.of(
                        ProblemType.TOO_LARGE,
                        "The body has " + length + " bytes, and " + bytesMax
                                + " are read at once. Send it in several requests."));
            }
        });
    }

    private static void send(Reply reply, ServerResponse response) throws IOException {
        switch (reply) {
            case Problem problem -> Replies.send(problem, response);
            case Reply.Whole whole -> {
                Replies.head(response, whole.status(), whole.mediaType(), whole.headers());
                response.send(whole.body());
            }
            case Reply.Flowing flowing -> {
                Replies.head(response, flowing.status(), flowing.mediaType(), flowing.headers());
                try (OutputStream out = response.outputStream()) {
                    flowing.content().write(out);
                }
            }
        }
    }
}
