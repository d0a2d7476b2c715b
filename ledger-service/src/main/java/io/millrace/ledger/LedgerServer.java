package io.millrace.ledger;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Api;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.observe.Metrics;
import io.millrace.ledger.observe.Observation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server that planners, tills and operators talk to.
public final class LedgerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerServer.class);

    private static final Tag ABOUT = new Tag("About", "What this interface is.");
    private static final String DESCRIPTION = """
            Inventory and replenishment that follow every sale as it happens. Answers and bodies are JSON; quantities \
            are numbers with up to 3 decimals, money with up to 4, times are ISO-8601 in UTC. Whatever is refused is \
            answered with a problem document (RFC 9457) that names every field at fault. Requests are not \
            authenticated yet, so the service listens on the loopback address only; the header Millrace-Tenant says \
            whose data a request is about.""";

    private final WebServer server;
    private final HealthEndpoints health;
    private final Metrics metrics;
    private final String host;

    private LedgerServer(WebServer server, HealthEndpoints health, Metrics metrics, String host) {
        this.server = server;
        this.health = health;
        this.metrics = metrics;
        this.host = host;
    }

    /// What the server listens on, asks and shows.
    ///
    /// @param host the address to listen on
    /// @param port 0 picks a free one
    /// @param checks what its health depends on
    /// @param addresses names and addresses that its first page shows
    /// @param tenancy whose data a request is about
    /// @param endpoints what can be asked beyond its health and metrics
    /// @param observation what it tells of itself
    public record Options(
            String host,
            int port,
            List<HealthCheck> checks,
            Map<String, URI> addresses,
            Tenancy tenancy,
            List<Endpoint> endpoints,
            Observation observation) {
        /// A service that tells no more of itself than it must.
        public Options(
                String host,
                int port,
                List<HealthCheck> checks,
                Map<String, URI> addresses,
                Tenancy tenancy,
                List<Endpoint> endpoints) {
            this(host, port, checks, addresses, tenancy, endpoints, Observation.least());
        }
    }

    /// Serves until closed.
    ///
    /// @throws IllegalStateException if the port is taken
    public static LedgerServer start(Options options) {
        HealthEndpoints health = new HealthEndpoints(options.checks());
        Metrics metrics = new Metrics(options.observation().meters());
        Api api = api(options, health, metrics);
        WebServer server = WebServer.builder()
                .host(options.host())
                .port(options.port())
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofSeconds(1))
                // Else the end of an answer waits, up to 40 ms, until the client has confirmed its beginning.
                .connectionOptions(connection -> connection.tcpNoDelay(true))
                .directHandlers(LedgerServer::directHandlers)
                .routing(api::route)
                .build();
        LedgerServer started = new LedgerServer(server.start(), health, metrics, options.host());
        LOG.info(
                "Serving {} on {}. Requests are not authenticated, so nothing beyond this machine can reach it.",
                api.endpoints().size() + " endpoints",
                started.url());
        return started;
    }

    private static Api api(Options options, HealthEndpoints health, Metrics metrics) {
        WelcomePage welcome = new WelcomePage(options.addresses());
        List<Endpoint> endpoints = new ArrayList<>(options.endpoints());
        endpoints.addAll(health.endpoints());
        endpoints.add(metrics.endpoint());
        endpoints.add(Endpoint.get("/")
                .named("getWelcome", ABOUT, "What runs here, and where")
                .withoutTenant()
                .answers(Answer.of(200, Reply.HTML, "The page"))
                .handledBy(request -> Reply.page(welcome.html())));
        return new Api(
                "Millrace",
                DESCRIPTION,
                options.tenancy(),
                endpoints,
                metrics.requests(options.observation().traces()));
    }

    private static void directHandlers(DirectHandlers.Builder handlers) {
        for (EventType event : EventType.values()) {
            handlers.addHandler(
                    event,
                    (request, type, status, headers, message) -> TransportResponse.builder()
                            .status(status)
                            .headers(headers)
                            .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                            .entity(malformed(status, message).json().toString())
                            .build());
        }
    }

    private static Problem malformed(Status status, String message) {
        return Problem.of(
                new ProblemType("malformed-http", status.code(), status.reasonPhrase()),
                "The request is not acceptable HTTP: " + message);
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
        health.close();
        metrics.close();
    }
}
