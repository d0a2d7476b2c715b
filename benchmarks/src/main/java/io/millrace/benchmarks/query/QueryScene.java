package io.millrace.benchmarks.query;

import io.millrace.benchmarks.kit.Scratch;
import io.millrace.benchmarks.kit.SureSender;
import io.millrace.domain.Sku;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.query.QueryEndpoints;
import io.millrace.ledger.route.HttpPeers;
import io.millrace.ledger.route.Patience;
import io.millrace.ledger.route.Router;
import io.millrace.ledger.route.Seat;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.platform.EmbeddedPlatform;
import io.millrace.platform.EmbeddedPostgres;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.stock.RunningLedger;
import io.millrace.topology.stock.StockApplication;
import io.millrace.topology.stock.query.ItemPosition;
import io.millrace.topology.stock.query.Reading;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/// One process with broker, database, ledger and server, filled with positions; gone afterwards.
final class QueryScene implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);
    private static final int CONNECTIONS = 8;

    private final Path path;
    private final EmbeddedPlatform platform;
    private final SureSender sender;
    private final SqlLookup sql;
    private final HttpPeers peers = new HttpPeers();
    private final LedgerServer server;
    private final RunningLedger ledger;
    private final Shops shops;

    private QueryScene(Path path, int locations, int items) throws SQLException {
        this.path = path;
        SchemaRegistry registry = new InMemorySchemaRegistry();
        shops = new Shops(locations, items, PARTITIONS, registry);
        platform = EmbeddedPlatform.start(EmbeddedPlatform.Options.of(
                path,
                EmbeddedBroker.Options.onAnyPorts(),
                EmbeddedPostgres.Options.onAnyPort()
                        .withBinariesCache(Scratch.target().resolve("postgres"))));
        Map<String, Object> connection =
                Map.of("bootstrap.servers", platform.broker().bootstrapServers());
        try (Admin admin = Admin.create(connection)) {
            new TopicAdmin(admin, new TopicSettings("", PARTITIONS, 1), Duration.ofSeconds(30)).ensure(Topics.shared());
        }
        sender = new SureSender(connection);
        sql = new SqlLookup(platform.postgres(), shops, CONNECTIONS);
        Seat seat = new Seat();
        List<Endpoint> endpoints =
                new ArrayList<>(new QueryEndpoints(seat, new Router(seat, peers, Patience.DEFAULT)).endpoints());
        endpoints.add(sql.endpoint());
        server = LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1",
                0,
                List.of(),
                Map.of(),
                Tenancy.byHeader(Optional.of(TenantId.of(Shops.TENANT))),
                endpoints));
        shops.catalogue().forEach(sender::send);
        shops.receipts().forEach(sender::send);
        sender.flush();
        String address = server.url().getAuthority();
        ledger = StockApplication.start(
                new StreamsSettings(connection, path.resolve("streams"), "", 1, 0, COMMIT_EVERY),
                "",
                PARTITIONS,
                registry,
                Optional.of(address));
        seat.take(address, ledger.reads());
    }

    static QueryScene open(int locations, int items) {
        try {
            QueryScene scene = new QueryScene(Scratch.folder("query-bench"), locations, items);
            boolean ready = false;
            try {
                Waiting.until("every position there", scene::isFilled);
                ready = true;
                return scene;
            } finally {
                if (!ready) {
                    scene.close();
                }
            }
        } catch (SQLException refused) {
            throw new IllegalStateException("PostgreSQL could not be filled", refused);
        }
    }

    Shops shops() {
        return shops;
    }

    SureSender sender() {
        return sender;
    }

    URI url() {
        return server.url();
    }

    private boolean isFilled() {
        for (int location = 0; location < shops.locations(); location++) {
            Sku last = Sku.of(Shops.item(shops.items() - 1));
            if (!(ledger.reads().position(Shops.lane(location), last) instanceof Reading.Found<ItemPosition> found)
                    || found.value().position().free() == 0) {
                return false;
            }
        }
        return true;
    }

    /// How many journal entries there are, over all partitions.
    long entries() {
        Map<Integer, Long> sequences = new HashMap<>();
        for (int location = 0; location < shops.locations(); location++) {
            if (ledger.reads().position(Shops.lane(location), Sku.of(Shops.item(0)))
                    instanceof Reading.Found<ItemPosition> found) {
                sequences.put(found.freshness().partition(), found.freshness().sequence());
            }
        }
        return sequences.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        server.close();
        ledger.close();
        peers.close();
        sender.close();
        try {
            sql.close();
        } catch (SQLException refused) {
            throw new IllegalStateException("PostgreSQL would not let go", refused);
        } finally {
            platform.close();
            Scratch.delete(path);
        }
    }
}
