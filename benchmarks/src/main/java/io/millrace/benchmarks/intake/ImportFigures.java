package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Report;
import io.millrace.domain.code.Gtin;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.events.catalog.CatalogStatus;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.Tenant;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.catalog.CatalogApplication;
import io.millrace.topology.catalog.CatalogClient;
import io.millrace.topology.catalog.CatalogSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Items imported per second: from the first command sent to the last outcome read, which is committed together with
/// the record and the notices to all partitions of lanes. Sender, broker and catalogue share one JVM.
final class ImportFigures implements FigureGroup {
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);

    @Override
    public void measure(IntakeScene scene, Report report) {
        Map<String, Object> connection =
                Map.of("bootstrap.servers", scene.cluster().bootstrapServers());
        StreamsSettings streams =
                new StreamsSettings(connection, scene.folder("streams-catalog"), "bench", 1, 0, COMMIT_EVERY);
        int items = scene.plan().importItems();
        try (RunningStreams _ =
                        CatalogApplication.start(streams, CatalogSettings.of(scene.topics()), scene.registry());
                CatalogClient client =
                        new CatalogClient(connection, "", scene.registry(), ImportFigures::requireAccepted)) {
            client.send(command(tenant()));
            client.await();
            long started = System.nanoTime();
            for (int item = 0; item < items; item++) {
                client.send(command(item(item)));
            }
            client.await();
            double seconds = IntakeScene.secondsSince(started);
            report.line(items
                            + " items with a name, a category, a brand and a GTIN, of one tenant, into the catalogue.")
                    .figure("import_items_per_s", items / seconds, "items/s")
                    .figure("import_s", seconds, "s");
        }
    }

    private static void requireAccepted(CatalogOutcome outcome) {
        if (outcome.status() != CatalogStatus.ACCEPTED) {
            throw new IllegalStateException("the catalogue did not take " + outcome);
        }
    }

    private static CatalogCommand command(CatalogCommand.Body body) {
        return CatalogCommand.builder()
                .commandId(UUID.randomUUID())
                .tenantId(ShopRecords.TENANT.value())
                .issuedAt(Instant.now())
                .body(body)
                .build();
    }

    private static Tenant tenant() {
        return Tenant.builder()
                .tenantId(ShopRecords.TENANT.value())
                .name("Acme")
                .status(Status.ACTIVE)
                .currency("EUR")
                .timeZone("Europe/Berlin")
                .version(0L)
                .build();
    }

    private static Item item(int number) {
        String digits = String.valueOf(400_000_000_000L + number);
        return Item.builder()
                .tenantId(ShopRecords.TENANT.value())
                .itemId("item-" + number)
                .name("Item number " + number)
                .codes(List.of(digits + Gtin.checkDigit(digits)))
                .categoryPath(List.of("Food", "Shelf " + number % 100))
                .brand("Brand " + number % 500)
                .unitOfMeasure("EA")
                .status(Status.ACTIVE)
                .version(0L)
                .build();
    }
}
