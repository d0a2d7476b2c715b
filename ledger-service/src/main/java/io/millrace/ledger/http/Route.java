package io.millrace.ledger.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Request.RequestContent;
import io.millrace.ledger.http.RequestWatch.Visit;
import io.millrace.ledger.http.RequestWatch.Watched;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves one endpoint: reads the request as declared, hands it over, and sends what comes back.
final class Route {
    private static final Logger LOG = LoggerFactory.getLogger(Route.class);

    private final Endpoint endpoint;
    private final Tenancy tenancy;
    private final Watched watched;
    private final Parameters parameters;

    Route(Endpoint endpoint, Tenancy tenancy, RequestWatch watch) {
        this.endpoint = endpoint;
        this.tenancy = tenancy;
        this.watched = watch.endpoint(endpoint.verb().name(), endpoint.path());
        this.parameters = new Parameters(endpoint);
    }

    void serve(ServerRequest request, ServerResponse response) {
        try (Visit visit = watched.begin(headersOf(request))) {
            Replies.name(response, visit.id());
            Reply reply = reply(request, visit);
            visit.answered(status(reply));
            write(reply, response);
        }
    }

    private void write(Reply reply, ServerResponse response) {
        try {
            send(reply, response);
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("The client of {} {} has gone", endpoint.verb(), endpoint.path(), gone);
        }
    }

    static Function<String, Optional<String>> headersOf(ServerRequest request) {
        return name -> request.headers().first(HeaderNames.create(name));
    }

    private static int status(Reply reply) {
        return switch (reply) {
            case Problem problem -> problem.type().status();
            case Reply.Whole whole -> whole.status();
            case Reply.Flowing flowing -> flowing.status();
        };
    }

    private Reply reply(ServerRequest request, Visit visit) {
        try {
            Optional<TenantId> tenant =
                    endpoint.isTenants() ? Optional.of(tenancy.of(headersOf(request))) : Optional.empty();
            tenant.ifPresent(visit::tenant);
            RequestContent content = content(request);
            return endpoint.handler().handle(new Request(tenant, parameters.read(request), content));
        } catch (ProblemException refused) {
            return refused.problem();
        }
    }

    private RequestContent content(ServerRequest request) {
        String target = request.path().rawPath()
                + (request.query().isEmpty() ? "" : "?" + request.query().rawValue());
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
        long bytesMax = body.bytesMax(bare);
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
