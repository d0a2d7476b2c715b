package io.millrace.ledger.query;

import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.route.HttpPeers;
import io.millrace.ledger.route.Patience;
import io.millrace.ledger.route.Router;
import io.millrace.ledger.route.Seat;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.stock.RunningLedger;
import io.millrace.topology.stock.StockApplication;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node with the ledger and its queries, one of several in this JVM.
final class QueryNode implements AutoCloseable {
    static final TenantId TENANT = TenantId.of("acme");

    private final HttpPeers peers = new HttpPeers();
    private final LedgerServer server;
    private final CheckedClient client;
    private final RunningLedger ledger;

    QueryNode(String bootstrapServers, String prefix, int partitions, SchemaRegistry registry, Path folder) {
        Seat seat = new Seat();
        Router router = new Router(seat, peers, Patience.DEFAULT);
        server = LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1",
                0,
                List.of(),
                Map.of(),
                Tenancy.byHeader(Optional.of(TENANT)),
                new QueryEndpoints(seat, router).endpoints()));
        client = new CheckedClient(server.url());
        StreamsSettings settings = new StreamsSettings(
                Map.of("bootstrap.servers", bootstrapServers), folder, "", 1, 1, Duration.ofMillis(100));
        String address = server.url().getAuthority();
        ledger = StockApplication.start(settings, prefix, partitions, registry, Optional.of(address));
        seat.take(address, ledger.reads());
    }

    boolean isRunning() {
        return ledger.streams().isRunning();
    }

    /// Asks it; the answer is held against its own documentation.
    HttpResponse<String> get(String path) {
        return client.get(path);
    }

    /// Gone from one moment to the next, as far as those can tell who ask: nothing listens, and the group is not told.
    @Override
    public void close() {
        server.close();
        ledger.close();
        peers.close();
        client.close();
    }
}
