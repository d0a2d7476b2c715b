package io.millrace.ledger.imports;

import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.ledger.imports.CatalogueRows.Made;
import io.millrace.schemas.json.Fault;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.catalog.CatalogClient;
import io.millrace.topology.catalog.rules.CatalogRules;
import io.millrace.topology.catalog.rules.RecordKind;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Imports a file of master data as a stream of commands, and says what became of each row. Whatever stops it, it may
/// be run again: what was done is not done twice.
///
/// @param rows opens the rows
/// @param tenant whose they are
/// @param kind of the records
/// @param importId names the import: the same for the same work
/// @param clock tells when commands were sent
/// @param progress hears how many rows are done
public record CatalogueImport(
        Rows rows, TenantId tenant, RecordKind<?> kind, String importId, Clock clock, LongConsumer progress) {
    /// The status of a row that was not sent.
    public static final String REJECTED = "REJECTED";

    /// The status of a row that a dry run found no fault with.
    public static final String VALID = "VALID";

    private static final String INVALID = "INVALID";

    /// How many ids a check keeps in mind to find those that come twice.
    private static final int IDS_MAX = 1_000_000;

    /// Opens what is imported, once for each run.
    @FunctionalInterface
    public interface Rows {
        RowReader open() throws IOException;
    }

    /// Sends every row, and waits for its outcome.
    ///
    /// @throws org.apache.kafka.common.KafkaException if the catalogue can't be reached
    public void send(Map<String, Object> connection, String prefix, SchemaRegistry registry, RowReport report)
            throws IOException {
        CatalogueRows<?> commands = new CatalogueRows<>(tenant, importId, kind);
        long[] done = new long[1];
        try (RowReader reader = rows.open();
                CatalogClient client = new CatalogClient(connection, prefix, registry, outcome -> {
                    tell(outcome, report);
                    progress.accept(++done[0]);
                })) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                switch (commands.command(row.get(), clock.instant())) {
                    case Made.Command(var command) -> client.send(command);
                    case Made.Wrong(List<Fault> faults) -> {
                        report.row(row.get().number(), "", REJECTED, INVALID, faults);
                        progress.accept(++done[0]);
                    }
                }
            }
            client.await();
        }
    }

    private static void tell(CatalogOutcome outcome, RowReport report) {
        List<Fault> faults = outcome.problems().stream()
                .map(problem -> new Fault(problem.field(), problem.detail()))
                .toList();
        Long row = outcome.row();
        report.row(
                row == null ? 0 : row,
                outcome.id(),
                outcome.status().name(),
                outcome.reason() == null ? "" : outcome.reason(),
                faults);
    }

    /// Checks every row as far as that is possible without the catalogue; sends nothing. That a record comes twice is
    /// seen among the first million.
    public void check(RowReport report) throws IOException {
        CatalogueRows<?> commands = new CatalogueRows<>(tenant, importId, kind);
        Map<String, Long> seen = new HashMap<>();
        try (RowReader reader = rows.open()) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                long number = row.get().number();
                switch (commands.command(row.get(), clock.instant())) {
                    case Made.Wrong(List<Fault> faults) -> report.row(number, "", REJECTED, INVALID, faults);
                    case Made.Command(var command) -> {
                        String id = CatalogRules.subject(command).id();
                        Long before = seen.size() < IDS_MAX ? seen.putIfAbsent(id, number) : seen.get(id);
                        List<Fault> faults = before == null
                                ? CatalogueRows.faults(command.body())
                                : List.of(new Fault("", "row " + before + " is about '" + id + "' already"));
                        boolean right = faults.isEmpty();
                        report.row(number, id, right ? VALID : REJECTED, right ? "" : INVALID, faults);
                    }
                }
                progress.accept(number);
            }
        }
    }
}
