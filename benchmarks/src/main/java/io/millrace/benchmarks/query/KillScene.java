package io.millrace.benchmarks.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.kit.Scratch;
import io.millrace.benchmarks.kit.SureSender;
import io.millrace.platform.DataFolder;
import io.millrace.platform.Durability;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.platform.PortChoice;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/// A broker, and three nodes in processes of their own; gone afterwards.
final class KillScene implements AutoCloseable {
    static final int SHOPS = 8;

    private static final int NODES = 3;
    private static final int SALES = 1_000_000;
    private static final int SALES_PER_STEP = 5;
    private static final Duration STEP = Duration.ofMillis(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path path;
    private final DataFolder folder;
    private final EmbeddedBroker broker;
    private final SureSender sender;
    private final Shops shops;
    private final List<URI> urls = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final AtomicLong sold = new AtomicLong();

    private KillScene(Path path, int items) throws IOException {
        this.path = path;
        folder = DataFolder.open(path);
        broker = EmbeddedBroker.start(
                folder, EmbeddedBroker.Options.on(new PortChoice("kafka.port", 0), Durability.PROCESS));
        Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(connection)) {
            new TopicAdmin(admin, new TopicSettings("", QueryScene.PARTITIONS, 1), Duration.ofSeconds(30))
                    .ensure(Topics.shared());
        }
        sender = new SureSender(connection);
        shops = new Shops(SHOPS, items, QueryScene.PARTITIONS, QueryNode.registry());
        shops.catalogue().forEach(sender::send);
        shops.receipts().forEach(sender::send);
        sender.flush();
        for (int node = 0; node < NODES; node++) {
            int port = freePort();
            urls.add(QueryNode.url(port));
            processes.add(QueryNode.start(broker.bootstrapServers(), port, path.resolve("node-" + node)));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Returns when every shop is told by its owner, and by others than the one that will be killed too.
    static KillScene open(int items) {
        Path folder = Scratch.folder("query-kill");
        try {
            KillScene scene = new KillScene(folder, items);
            boolean ready = false;
            try {
                Waiting.until("every shop owned, spread over all nodes", scene::isSpread);
                ready = true;
                return scene;
            } finally {
                if (!ready) {
                    scene.close();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot set the scene in " + folder, failed);
        }
    }

    private boolean isSpread() {
        for (URI node : urls) {
            for (int shop = 0; shop < SHOPS; shop++) {
                JsonNode answer = position(node, shop);
                if (answer.path("free").asLong() == 0
                        || !answer.at("/freshness/source").asText().equals("active")) {
                    return false;
                }
            }
        }
        return true;
    }

    private JsonNode position(URI node, int shop) {
        try (Caller caller = new Caller(node)) {
            return MAPPER.readTree(caller.body("/v1/positions/" + Shops.location(shop) + "/item-0"));
        } catch (IOException notYet) {
            return MAPPER.missingNode();
        }
    }

    /// A node that is not killed.
    URI survivor(int number) {
        return urls.get(1 + number % (NODES - 1));
    }

    void kill() {
        processes.getFirst().destroyForcibly();
    }

    /// Sells one unit of one item after the other.
    void sellUntil(long endNanos) {
        int shop = 0;
        while (System.nanoTime() < endNanos && sold.get() < SALES) {
            for (int i = 0; i < SALES_PER_STEP; i++) {
                sender.send(shops.sale(shop++ % SHOPS, sold.incrementAndGet()));
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        sender.flush();
    }

    /// How many of the units that were sold are not taken off in the end.
    double lost() {
        long expected = SHOPS * Shops.STOCK - sold.get();
        Waiting.until("all that was sold posted", () -> stock() <= expected);
        return Math.abs((double) stock() - expected);
    }

    private long stock() {
        long stock = 0;
        for (int shop = 0; shop < SHOPS; shop++) {
            JsonNode answer = position(survivor(shop), shop);
            stock += answer.at("/freshness/source").asText().equals("active")
                    ? answer.path("free").asLong()
                    : Shops.STOCK;
        }
        return stock;
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
        sender.close();
        broker.close();
        folder.close();
        Scratch.delete(path);
    }
}
