package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.events.catalog.CatalogStatus;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.Tenant;
import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.catalog.CatalogApplication;
import io.millrace.topology.catalog.CatalogClient;
import io.millrace.topology.catalog.CatalogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// Items imported per second: from the first command sent to the last outcome read, which is committed together with
/// the record and the notices to all 12 partitions of lanes. Sender, broker and catalogue share one JVM.
public final class CatalogImport implements Benchmark {
    private static final TopicSettings TOPICS = new TopicSettings("", 12, 1);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TenantId TENANT = TenantId.of("acme");
    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "catalog-import";
    }

    @Override
    public String description() {
        return "a million items put into the catalogue: commands in, records, outcomes and notices out";
    }

    @Override
    public Report run(Effort effort) {
        int items = effort == Effort.FULL ? 1_000_000 : 2_000;
        return new Report(name())
                .line("Items with a name, a category, a brand and a GTIN, of one tenant:")
                .figure("import_items_per_s", itemsPerSecond(items), "items/s");
    }

    /// Imports so many items into a catalogue of its own.
    public static double itemsPerSecond(int items) {
        Path home = Path.of(System.getProperty("millrace.home", ""));
        try {
            Path folder = Files.createTempDirectory(
                    Files.createDirectories(home.resolve("benchmarks/target").toAbsolutePath()), "catalog-import");
            try (DataFolder data = DataFolder.open(folder);
                    EmbeddedBroker broker = EmbeddedBroker.start(data, EmbeddedBroker.Options.onAnyPorts())) {
                return itemsPerSecond(items, folder, Map.of("bootstrap.servers", broker.bootstrapServers()));
            } finally {
                delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the bench has no place for its files", failed);
        }
    }

    private static double itemsPerSecond(int items, Path folder, Map<String, Object> connection) {
        SchemaRegistry registry = new InMemorySchemaRegistry();
        try (Admin admin = Admin.create(connection)) {
            new TopicAdmin(admin, TOPICS, TIMEOUT).ensure(Topics.shared());
        }
        StreamsSettings streams =
                new StreamsSettings(connection, folder.resolve("streams"), "bench", 1, 0, COMMIT_EVERY);
        try (RunningStreams _ = CatalogApplication.start(streams, CatalogSettings.of(TOPICS), registry);
                CatalogClient client = new CatalogClient(connection, "", registry, CatalogImport::require)) {
            client.send(command(tenant()));
            client.await();
            long start = System.nanoTime();
            for (int item = 0; item < items; item++) {
                client.send(command(item(item)));
            }
            client.await();
            return items * NANOS / (System.nanoTime() - start);
        }
    }

    private static void require(CatalogOutcome outcome) {
        if (outcome.status() != CatalogStatus.ACCEPTED) {
            throw new IllegalStateException("the catalogue did not take " + outcome);
        }
    }

    private static CatalogCommand command(CatalogCommand.Body body) {
        return CatalogCommand.builder()
                .commandId(UUID.randomUUID())
                .tenantId(TENANT.value())
                .issuedAt(Instant.now())
                .body(body)
                .build();
    }

    private static Tenant tenant() {
        return Tenant.builder()
                .tenantId(TENANT.value())
                .name("Acme")
                .status(Status.ACTIVE)
                .currency("EUR")
                .timeZone("Europe/Berlin")
                .version(0L)
                .build();
    }

    private static Item item(int number) {
        return Item.builder()
                .tenantId(TENANT.value())
                .itemId("item-" + number)
                .name("Item number " + number)
                .codes(List.of(gtin(number)))
                .categoryPath(List.of("Food", "Shelf " + number % 100))
                .brand("Brand " + number % 500)
                .unitOfMeasure("EA")
                .status(Status.ACTIVE)
                .version(0L)
                .build();
    }

    private static String gtin(int number) {
        String digits = String.valueOf(400_000_000_000L + number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.sorted((first, second) -> second.compareTo(first)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
