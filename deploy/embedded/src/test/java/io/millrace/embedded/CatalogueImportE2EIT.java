package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.imports.ImportFile;
import io.millrace.domain.TenantId;
import io.millrace.ledger.imports.CatalogueImport;
import io.millrace.ledger.imports.RowReader;
import io.millrace.ledger.imports.RowReport;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.catalog.rules.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An import whose Millrace is killed in the middle, and which is run again.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class CatalogueImportE2EIT {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueImportE2EIT.class);
    private static final int ATTEMPTS = 3;
    private static final int ROWS = 20_000;
    private static final int KILLED_AFTER = 3_000;

    @TempDir
    private Path folder;

    @Test
    void shouldDoEachRowOnceWhenItIsKilledAndRunAgain() throws IOException, InterruptedException {
        Path rows = rows();
        Path data = folder.resolve("data");
        AtomicBoolean killed = new AtomicBoolean();
        try (DemoProcess demo = DemoProcess.start(data)) {
            assertThatThrownBy(() -> run(demo, rows, done -> {
                        if (done >= KILLED_AFTER && killed.compareAndSet(false, true)) {
                            demo.kill();
                            Thread.currentThread().interrupt(); // as the user does, who sees that nothing moves
                        }
                    }))
                    .isInstanceOf(InterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
        }

        try (DemoProcess again = DemoProcess.start(data)) {
            RowReport report = runUntilHeard(again, rows);

            assertThat(report.counts().keySet()).isSubsetOf("ACCEPTED", "REPEATED");
            assertThat(report.count("ACCEPTED") + report.count("REPEATED")).isEqualTo(ROWS);
            assertThat(report.count("REPEATED")).isGreaterThanOrEqualTo(KILLED_AFTER);
            List<String> records = items(again);
            assertThat(records).hasSize(ROWS).allMatch(record -> record.contains("\"version\":1"));
            assertThat(records.stream().distinct()).hasSize(ROWS);
            assertThat(run(again, rows, _ -> {}).count("REPEATED")).isEqualTo(ROWS);
            assertThat(items(again)).hasSize(ROWS);
            assertThat(again.terminate()).isZero();
        }
    }

    private Path rows() throws IOException {
        String text = IntStream.range(0, ROWS)
                .mapToObj(row -> "row-" + row + ",Item " + row + ",EA,ACTIVE,own-" + row)
                .collect(Collectors.joining("\n", "itemId,name,unitOfMeasure,status,codes\n", "\n"));
        return Files.writeString(folder.resolve("items.csv"), text);
    }

    private static RowReport run(DemoProcess demo, Path rows, LongConsumer progress) throws IOException {
        CatalogueImport work = new CatalogueImport(
                () -> RowReader.open(rows),
                TenantId.of("demo"),
                RecordKind.ITEM,
                ImportFile.of(rows).digest(),
                Clock.systemUTC(),
                progress);
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.of(demo.registryUrl()));
                RowReport report = RowReport.to(null)) {
            work.send(KafkaAccess.of(demo.bootstrapServers()).properties(), "", registry, report);
            return report;
        }
    }

    /// A catalogue that was killed may be silent for longer than an import waits; the import is then run
    /// once more, as its help says.
    private static RowReport runUntilHeard(DemoProcess demo, Path rows) throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return run(demo, rows, _ -> {});
            } catch (TimeoutException silent) {
                LOG.warn("The catalogue is silent after {} attempts", attempt, silent);
            }
        }
        return run(demo, rows, _ -> {});
    }

    private static List<String> items(DemoProcess demo) {
        List<String> lines = new ArrayList<>();
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.of(demo.registryUrl()))) {
            new TopicTail(KafkaAccess.of(demo.bootstrapServers()), registry)
                    .read(Topics.ITEMS, Long.MAX_VALUE, () -> false, line -> lines.add(line));
        }
        return lines.stream().filter(line -> line.contains("demo|row-")).toList();
    }
}
