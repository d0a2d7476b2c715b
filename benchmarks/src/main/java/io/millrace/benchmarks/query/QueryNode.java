package io.millrace.benchmarks.query;

import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.query.QueryEndpoints;
import io.millrace.ledger.route.HttpPeers;
import io.millrace.ledger.route.Patience;
import io.millrace.ledger.route.Router;
import io.millrace.ledger.route.Seat;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Subjects;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.stock.RunningLedger;
import io.millrace.topology.stock.StockApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node with ledger and queries in a process of its own, there to be killed; it ends when its parent lets go of it.
final class QueryNode {
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);

    private QueryNode() {}

    /// A registry that gives every process the same ids.
    static SchemaRegistry registry() {
        SchemaRegistry registry = new InMemorySchemaRegistry();
        for (Topic<?, ?> topic : Topics.shared()) {
            registry.register(Subjects.ofValue(topic.name()), topic.value().schema());
        }
        return registry;
    }

    static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    static Process start(String bootstrapServers, int port, Path folder) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        QueryNode.class.getName(),
                        bootstrapServers,
                        String.valueOf(port),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Takes the broker's address, the port to listen on, and a folder.
    public static void main(String[] arguments) throws IOException {
        Seat seat = new Seat();
        try (HttpPeers peers = new HttpPeers();
                LedgerServer server = LedgerServer.start(new LedgerServer.Options(
                        "127.0.0.1",
                        Integer.parseInt(arguments[1]),
                        List.of(),
                        Map.of(),
                        Tenancy.byHeader(Optional.of(TenantId.of(Shops.TENANT))),
                        new QueryEndpoints(seat, new Router(seat, peers, Patience.DEFAULT)).endpoints()));
                RunningLedger ledger = StockApplication.start(
                        new StreamsSettings(
                                Map.of("bootstrap.servers", arguments[0]),
                                Path.of(arguments[2]),
                                "",
                                1,
                                1,
                                COMMIT_EVERY),
                        "",
                        QueryScene.PARTITIONS,
                        registry(),
                        Optional.of(server.url().getAuthority()))) {
            seat.take(server.url().getAuthority(), ledger.reads());
            while (System.in.read() >= 0) {
                // The parent says nothing; when it is gone, so are we.
            }
        }
    }
}
