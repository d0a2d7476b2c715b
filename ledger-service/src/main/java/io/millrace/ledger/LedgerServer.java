package io.millrace.ledger;

import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Api;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Guard;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.SecurityHeaders;
import io.millrace.ledger.http.Tag;
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
            answered with a problem document (RFC 9457) that names every field at fault.""";
    private static final String OPEN = """
            Requests are not authenticated here, so the service answers to this machine only; the header \
            Millrace-Tenant says whose data a request is about.""";
    private static final String STRICT = """
            Requests carry a token (Authorization: Bearer) or an API key (Millrace-Api-Key), which say whose data they \
            are about and what their holder may do.""";
    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int PROLOGUE_BYTES_MAX = 8 * 1024;
    private static final int LOOKS_PER_SILENCE = 4;

    private final WebServer server;
    private final HealthEndpoints health;
    private final Metrics metrics;
    private final String scheme;
    private final String host;

    private LedgerServer(WebServer server, HealthEndpoints health, Metrics metrics, String scheme, String host) {
        this.server = server;
        this.health = health;
        this.metrics = metrics;
        this.scheme = scheme;
        this.host = host;
    }

    /// What the server listens on, asks and shows.
    ///
    /// @param host the address to listen on
    /// @param port 0 picks a free one
    /// @param checks what its health depends on
    /// @param addresses names and addresses that its first page shows
    /// @param guard who may come in
    /// @param endpoints what can be asked beyond its health and metrics
    /// @param observation what it tells of itself
    public record Options(
            String host,
            int port,
            List<HealthCheck> checks,
            Map<String, URI> addresses,
            Guard guard,
            List<Endpoint> endpoints,
            Observation observation) {
        /// A service that tells no more of itself than it must.
        public Options(
                String host,
                int port,
                List<HealthCheck> checks,
                Map<String, URI> addresses,
                Guard guard,
                List<Endpoint> endpoints) {
            this(host, port, checks, addresses, guard, endpoints, Observation.least());
        }
    }

    /// Serves this machine until closed.
    ///
    /// @throws IllegalStateException if the port is taken
    public static LedgerServer start(Options options) {
        return start(options, Transport.LOOPBACK);
    }

    /// Serves until closed.
    ///
    /// @throws IllegalStateException if the port is taken
    public static LedgerServer start(Options options, Transport transport) {
        HealthEndpoints health = new HealthEndpoints(options.checks(), insight(options.guard()));
        Metrics metrics = new Metrics(options.observation().meters());
        Api api = api(options, health, metrics);
        WebServerConfig.Builder server = WebServer.builder()
                .host(options.host())
                .port(options.port())
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofSeconds(1))
                .connectionOptions(ImpatientSockets.of(transport.silence()))
                .useNio(false) // Else nothing ends a read.
                .maxTcpConnections(transport.connectionsMax())
                .idleConnectionTimeout(transport.silence())
                .idleConnectionPeriod(transport.silence().dividedBy(LOOKS_PER_SILENCE))
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(HEADER_BYTES_MAX)
                        .maxPrologueLength(PROLOGUE_BYTES_MAX)
                        .build())
                .directHandlers(LedgerServer::directHandlers)
                .routing(routing -> api.route(routing.addFilter(new FrontDoor(transport))));
        transport
                .tls()
                .ifPresent(tls -> server.tls(Tls.builder()
                        .sslContext(tls)
                        .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
                        .build()));
        LedgerServer started =
                new LedgerServer(server.build().start(), health, metrics, transport.scheme(), options.host());
        LOG.info(
                "Serving {} on {}. {}",
                api.endpoints().size() + " endpoints",
                started.url(),
                options.guard().isStrict()
                        ? "Every request must bring a token or an API key."
                        : "Requests are not authenticated, so nothing beyond this machine can reach it.");
        return started;
    }

    private static Api api(Options options, HealthEndpoints health, Metrics metrics) {
        WelcomePage welcome = new WelcomePage(options.addresses());
        List<Endpoint> endpoints = new ArrayList<>(options.endpoints());
        endpoints.addAll(health.endpoints());
        endpoints.add(metrics.endpoint(insight(options.guard())));
        endpoints.add(Endpoint.get("/", Access.anyone())
                .named("getWelcome", ABOUT, "What runs here, and where")
                .answers(Answer.of(200, Reply.HTML, "The page"))
                .handledBy(request -> Reply.page(welcome.html())));
        return new Api(
                "Millrace",
                DESCRIPTION + " " + (options.guard().isStrict() ? STRICT : OPEN),
                options.guard(),
                endpoints,
                metrics.requests(options.observation().traces()));
    }

    /// Who may see how the service is built and what goes on in it: everybody where only this machine can ask.
    private static Access insight(Guard guard) {
        return guard.isStrict() ? Access.of(Role.ADMIN, Role.OPERATOR) : Access.anyone();
    }

    private static void directHandlers(DirectHandlers.Builder handlers) {
        for (EventType event : EventType.values()) {
            handlers.addHandler(
                    event,
                    (request, type, status, headers, message) -> SecurityHeaders.ALL.stream()
                            .reduce(
                                    TransportResponse.builder().status(status).headers(headers),
                                    TransportResponse.Builder::header,
                                    (one, _) -> one)
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
        return url(scheme, host, server.port());
    }

    static URI url(String scheme, String host, int port) {
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /// Stops serving; requests under way get a moment to end.
    @Override
    public void close() {
        server.stop();
        health.close();
        metrics.close();
    }
}
