package io.millrace.ledger.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Request.RequestContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves one endpoint: reads the request as declared, hands it over, and sends what comes back.
final class Route {
    private static final Logger LOG = LoggerFactory.getLogger(Route.class);

    private final Endpoint endpoint;
    private final Tenancy tenancy;
    private final Parameters parameters;

    Route(Endpoint endpoint, Tenancy tenancy) {
        this.endpoint = endpoint;
        this.tenancy = tenancy;
        this.parameters = new Parameters(endpoint);
    }

    void serve(ServerRequest request, ServerResponse response) {
        Reply reply = reply(request);
        try {
            send(reply, response);
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("The client of {} {} has gone", endpoint.verb(), endpoint.path(), gone);
        }
    }

    private Reply reply(ServerRequest request) {
        try {
            Optional<TenantId> tenant = endpoint.isTenants()
                    ? Optional.of(tenancy.of(name -> request.headers().first(HeaderNames.create(name))))
                    : Optional.empty();
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
                target, bare, bytesMax, request.headers().contentLength(), () -> request.content().inputStream());
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
