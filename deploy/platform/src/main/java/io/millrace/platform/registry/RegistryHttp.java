package io.millrace.platform.registry;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves an [EmbeddedRegistry] over Confluent's REST protocol on loopback, so that any producer can use it.
public final class RegistryHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String HOST = "127.0.0.1";

    private final WebServer server;

    private RegistryHttp(WebServer server) {
        this.server = server;
    }

    /// Serves until closed.
    ///
    /// @param port 0 picks a free one
    /// @throws IllegalStateException if the port is taken
    public static RegistryHttp start(EmbeddedRegistry registry, int port) {
        WebServer server = WebServer.builder()
                .host(HOST)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofSeconds(1))
                .directHandlers(RegistryHttp::directHandlers)
                .routing(routing -> routing(routing, registry))
                .build();
        return new RegistryHttp(server.start());
    }

    /// The routes alone, to be mounted on another server. The registry stays the caller's to close.
    static HttpService service(EmbeddedRegistry registry) {
        return new RegistryRoutes(registry);
    }

    private static void routing(HttpRouting.Builder routing, EmbeddedRegistry registry) {
        routing.addFilter(new LocalClientsOnly())
                .register(service(registry))
                .any((request, response) -> RegistryHandlers.send(
                        response,
                        new HttpProblem(
                                404,
                                404,
                                "There is nothing at '" + request.path().path()
                                        + "'. Begin with /subjects, /schemas/ids/{id} or /config.")))
                .error(RuntimeException.class, (request, response, failure) -> {
                    LOG.error(
                            "Registry request failed: {} {}", request.prologue().method(), request.path(), failure);
                    RegistryHandlers.send(
                            response,
                            new HttpProblem(
                                    500, 50001, "The registry failed unexpectedly; its log says why: " + failure));
                });
    }

    private static void directHandlers(DirectHandlers.Builder handlers) {
        for (EventType event : EventType.values()) {
            handlers.addHandler(
                    event,
                    (request, type, status, headers, message) -> TransportResponse.builder()
                            .status(status)
                            .headers(headers)
                            .header(HeaderNames.CONTENT_TYPE, RegistryHandlers.CONTENT_TYPE)
                            .entity(Json.object()
                                    .put("error_code", status.code())
                                    .put("message", "The request is not acceptable HTTP: " + message)
                                    .toString())
                            .build());
        }
    }

    public int port() {
        return server.port();
    }

    /// The address for `schema.registry.url`.
    public URI url() {
        return URI.create("http://" + HOST + ":" + port());
    }

    /// Stops serving; the registry itself stays open.
    @Override
    public void close() {
        server.stop();
    }
}
