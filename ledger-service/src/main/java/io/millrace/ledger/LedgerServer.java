package io.millrace.ledger;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server that planners, tills and operators talk to.
public final class LedgerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerServer.class);

    private final WebServer server;
    private final String host;

    private LedgerServer(WebServer server, String host) {
        this.server = server;
        this.host = host;
    }

    /// What the server listens on, asks and shows.
    ///
    /// @param host the address to listen on
    /// @param port 0 picks a free one
    /// @param checks what its health depends on
    /// @param addresses names and addresses that its first page shows
    public record Options(String host, int port, List<HealthCheck> checks, Map<String, URI> addresses) {}

    /// Serves until closed.
    ///
    /// @throws IllegalStateException if the port is taken
    public static LedgerServer start(Options options) {
        WebServer server = WebServer.builder()
                .host(options.host())
                .port(options.port())
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofSeconds(1))
                .directHandlers(LedgerServer::directHandlers)
                .routing(routing -> routes(routing, options))
                .build();
        return new LedgerServer(server.start(), options.host());
    }

    private static void routes(HttpRouting.Builder routing, Options options) {
        WelcomePage welcome = new WelcomePage(options.addresses());
        routing.get("/", (request, response) -> Answers.html(response, welcome.html()))
                .register("/observe/health", new HealthRoutes(options.checks()))
                .any((request, response) -> Answers.problem(
                        response,
                        request.prologue().method().equals(Method.GET)
                                ? Status.NOT_FOUND_404
                                : Status.METHOD_NOT_ALLOWED_405,
                        "There is nothing to " + request.prologue().method() + " at "
                                + request.path().path() + ". Begin with / or /observe/health."))
                .error(RuntimeException.class, (request, response, failure) -> {
                    LOG.error(
                            "{} {} failed",
                            request.prologue().method(),
                            request.path().path(),
                            failure);
                    Answers.problem(
                            response,
                            Status.INTERNAL_SERVER_ERROR_500,
                            "The service failed unexpectedly; its log says why.");
                });
    }

    private static void directHandlers(DirectHandlers.Builder handlers) {
        for (EventType event : EventType.values()) {
            handlers.addHandler(
                    event,
                    (request, type, status, headers, message) -> TransportResponse.builder()
                            .status(status)
                            .headers(headers)
                            .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                            .entity(Answers.problem(status, "The request is not acceptable HTTP: " + message)
                                    .toString())
                            .build());
        }
    }

    public URI url() {
        return url(host, server.port());
    }

    static URI url(String host, int port) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /// Stops serving; requests under way get a moment to end.
    @Override
    public void close() {
        server.stop();
    }
}
