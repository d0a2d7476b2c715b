package io.millrace.cli.imports;

import io.millrace.cli.imports.LedgerKind.CountTimes;
import io.millrace.cli.imports.LedgerKind.Line;
import io.millrace.domain.LaneKey;
import io.millrace.domain.TenantId;
import io.millrace.domain.stock.LedgerSettings;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.StockCommand;
import io.millrace.ledger.imports.CatalogueImport;
import io.millrace.ledger.imports.Row;
import io.millrace.ledger.imports.RowReader;
import io.millrace.ledger.imports.RowReport;
import io.millrace.schemas.json.Fault;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.CommandClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Loads what a shop needs to go live: its history, its opening stock, its open orders. Rows travel as stock commands,
/// many in one, and whatever stops the import, it may be run again: what was done is not done twice.
///
/// @param file the rows
/// @param tenant whose they are
/// @param kind what they are
/// @param countedAt when stock was counted, for rows that don't say
/// @param importId names the import: the same for the same work
/// @param clock tells when commands were sent
/// @param progress hears how many rows are done
public record LedgerImport(
        Path file,
        TenantId tenant,
        LedgerKind kind,
        Optional<Instant> countedAt,
        String importId,
        Clock clock,
        LongConsumer progress) {
    private static final String SYSTEM = "millrace-import";
    private static final String INVALID = "INVALID";
    private static final String CONFLICT = "CONFLICT";
    private static final int IN_FLIGHT_MAX = 200;
    private static final Duration COUNT_AGE_MAX =
            Duration.of(LedgerSettings.DEFAULT.countLateMicros(), ChronoUnit.MICROS);
    private static final int BATCHES_MAX = 64;
    private static final Pattern LINE = Pattern.compile("body\\.lines\\[(\\d+)]\\.?(.*)");

    /// Rows that will be one command.
    private record Batch(List<Line> lines, List<Long> rows) {
        static Batch empty() {
            return new Batch(new ArrayList<>(), new ArrayList<>());
        }
    }

    /// What rows must have in common to go into one command.
    private record Together(String location, Object rest) {}

    /// Reads the file, and gives each batch as soon as it is full.
    private interface Sink {
        void batch(Batch batch);
    }

    /// Sends every row, and waits for its outcome.
    ///
    /// @throws org.apache.kafka.common.KafkaException if the ledger can't be reached
    public void send(Map<String, Object> connection, String prefix, SchemaRegistry registry, RowReport report)
            throws IOException {
        Map<UUID, Batch> sent = new HashMap<>();
        long[] done = new long[1];
        var route = new CommandClient.Route<>(
                Topics.stockCommandsOf(tenant).prefixed(prefix),
                Topics.OUTCOMES.prefixed(prefix),
                Outcome::eventId,
                IN_FLIGHT_MAX);
        try (var client = new CommandClient<>(connection, registry, route, outcome -> {
            Batch batch = sent.remove(outcome.eventId());
            if (batch != null) {
                tell(outcome, batch, report);
                done[0] += batch.rows.size();
                progress.accept(done[0]);
            }
        })) {
            read(report, batch -> {
                StockCommand command = command(batch);
                sent.put(command.header().eventId(), batch);
                LaneKey lane = LaneKey.of(tenant.value(), command.header().locationId());
                client.send(command.header().eventId(), lane, command);
            });
            client.await();
        }
    }

    /// Checks every row as far as that is possible without the ledger; sends nothing.
    public void check(RowReport report) throws IOException {
        long[] done = new long[1];
        read(report, batch -> {
            batch.rows.forEach(row -> report.row(row, "", CatalogueImport.VALID, "", List.of()));
            done[0] += batch.rows.size();
            progress.accept(done[0]);
        });
    }

    private void read(RowReport report, Sink sink) throws IOException {
        Map<Together, Batch> open = new LinkedHashMap<>();
        try (RowReader reader = RowReader.open(file)) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                add(row.get(), open, report, sink);
            }
        }
        open.values().forEach(sink::batch);
    }

    private void add(Row row, Map<Together, Batch> open, RowReport report, Sink sink) {
        List<Fault> faults = new ArrayList<>();
        CountTimes times = new CountTimes(countedAt, clock.instant().minus(COUNT_AGE_MAX));
        int number = (int) Math.min(row.number(), Integer.MAX_VALUE);
        Optional<Line> line = switch (row) {
            case Row.Cells(long _, var cells) -> kind.line(new Cells(cells), number, times, faults);
            case Row.Json(long _, var fields) -> kind.line(new Cells(fields), number, times, faults);
            case Row.Unreadable(long _, String detail) -> {
                faults.add(new Fault("", detail));
                yield Optional.empty();
            }
        };
        if (line.isEmpty()) {
            report.row(row.number(), "", CatalogueImport.REJECTED, INVALID, faults);
            return;
        }
        Together together = new Together(line.get().location(), line.get().together());
        Batch batch = open.computeIfAbsent(together, _ -> Batch.empty());
        batch.lines.add(line.get());
        batch.rows.add(row.number());
        if (batch.rows.size() == LedgerKind.LINES_MAX) {
            sink.batch(open.remove(together));
        } else if (open.size() > BATCHES_MAX) {
            Together eldest = open.keySet().iterator().next();
            sink.batch(open.remove(eldest));
        }
    }

    private StockCommand command(Batch batch) {
        String location = batch.lines.getFirst().location();
        EventHeader header = EventHeader.builder()
                .eventId(eventId(location, batch.rows.getFirst()))
                .tenantId(tenant.value())
                .locationId(location)
                .occurredAt(clock.instant())
                .origin(Origin.builder().system(SYSTEM).build())
                .correlationId(importId)
                .build();
        return new StockCommand(header, LedgerKind.body(batch.lines));
    }

    /// The same rows of the same import are the same event.
    private UUID eventId(String location, long firstRow) {
        String name = String.join(
                "|",
                importId,
                kind.name(),
                tenant.value(),
                location,
                String.valueOf(firstRow),
                countedAt.map(Instant::toString).orElse(""));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /// What became of a command is what became of its rows. One wrong row keeps out the others of its command.
    private static void tell(Outcome outcome, Batch batch, RowReport report) {
        String id = outcome.locationId();
        if (outcome.status() != OutcomeStatus.REJECTED) {
            batch.rows.forEach(row -> report.row(row, id, outcome.status().name(), "", List.of()));
            return;
        }
        String reason = String.valueOf(outcome.reason());
        if (reason.equals(CONFLICT)) {
            // The id is made of the rows, so it is they that came before, at another time.
            batch.rows.forEach(row -> report.row(row, id, OutcomeStatus.REPEATED.name(), "", List.of()));
            return;
        }
        String field = outcome.field() == null ? "" : outcome.field();
        Matcher line = LINE.matcher(field);
        int wrong = line.matches() ? Integer.parseInt(line.group(1)) : -1;
        for (int i = 0; i < batch.rows.size(); i++) {
            Fault fault = wrong < 0 || wrong >= batch.rows.size()
                    ? new Fault(field, String.valueOf(outcome.detail()))
                    : i == wrong
                            ? new Fault(line.group(2), String.valueOf(outcome.detail()))
                            : new Fault("", "row " + batch.rows.get(wrong) + ", which travelled with it, is wrong");
            report.row(batch.rows.get(i), id, CatalogueImport.REJECTED, reason, List.of(fault));
        }
    }
}
