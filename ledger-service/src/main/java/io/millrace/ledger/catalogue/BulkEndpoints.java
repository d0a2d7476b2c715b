package io.millrace.ledger.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import io.millrace.ledger.imports.CatalogueImport;
import io.millrace.ledger.imports.Export;
import io.millrace.ledger.imports.RowReader;
import io.millrace.ledger.imports.RowReport;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.json.Fault;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.topology.catalog.rules.RecordKind;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.apache.kafka.common.KafkaException;

/// Whole tables of master data: in, with a report on every row, and out, such that they come in again.
final class BulkEndpoints {
    static final String CSV = "text/csv";

    private static final Tag TAG = new Tag(
            "Tables of master data",
            "Imports and exports of whole tables, as CSV or as lines of JSON. Every row is a command of its own: wrong"
                    + " rows are named and left out, the others are done.");
    private static final long BYTES_MAX = 256L << 20;
    private static final int IMPORTS_MAX = 2;
    private static final int RETRY_SECONDS = 5;
    private static final Duration OWN_WRITES_PATIENCE = Duration.ofSeconds(3);
    private static final int FLUSH_ROWS = 500;
    private static final String LINES_WORD = "ndjson";
    private static final String CSV_WORD = "csv";
    private static final Parameter<RecordKind<?>> KIND = Parameter.path(
            "kind",
            new ValueType<>(
                    JsonSchema.oneOf(
                            RecordKind.ALL.stream().map(RecordKind::plural).toList()),
                    BulkEndpoints::kind),
            "What the rows are");
    private static final Parameter<String> DRY_RUN = Parameter.query(
            "dryRun",
            ValueType.oneOf(List.of("true", "false")),
            "true: check the rows as far as possible without the catalogue, and change nothing");
    private static final Parameter<String> REPORT = Parameter.query(
            "report",
            ValueType.oneOf(List.of(LINES_WORD, CSV_WORD)),
            "The form of the report: lines of JSON (ndjson), or the table that the command line writes (csv); ndjson if"
                    + " not said");
    private static final Parameter<String> FORMAT =
            Parameter.query("format", ValueType.oneOf(List.of(CSV_WORD, LINES_WORD)), "csv if not said");
    private static final Parameter<String> VERSIONS = Parameter.query(
            "versions",
            ValueType.oneOf(List.of("true", "false")),
            "true: each row expects the version it has now, so that importing it later overwrites nobody's changes");
    private static final Parameter<String> KEY = Parameter.header(
            "Idempotency-Key",
            ValueType.IDEMPOTENCY_KEY,
            "A name for this import, kept when it is sent again: rows that were done are told as REPEATED");
    private final BulkSettings settings;
    private final CatalogueView view;
    private final RecordWriter writer;
    private final Semaphore imports = new Semaphore(IMPORTS_MAX);

    /// How imports reach the catalogue.
    record BulkSettings(Map<String, Object> connection, String prefix, SchemaRegistry registry, Clock clock) {}

    BulkEndpoints(BulkSettings settings, CatalogueView view, RecordWriter writer) {
        this.settings = settings;
        this.view = view;
        this.writer = writer;
    }

    List<Endpoint> endpoints() {
        return List.of(importing(), exporting());
    }

    private static RecordKind<?> kind(String plural) {
        return RecordKind.ALL.stream()
                .filter(kind -> kind.plural().equals(plural))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + plural + "' is not one of "
                        + String.join(
                                ", ",
                                RecordKind.ALL.stream().map(RecordKind::plural).toList())));
    }

    private Endpoint importing() {
        Map<String, JsonSchema> content = new LinkedHashMap<>();
        content.put(CSV, JsonSchema.text());
        content.put(Reply.LINES, JsonSchema.object().build());
        return Endpoint.post("/v1/imports/{kind}", Access.of(Role.DATA))
                .named("importRecords", TAG, "Import a table of master data")
                .described("The rules, the columns and the report are those of ./millrace import catalogue, see"
                        + " docs/guides/catalogue.md. The report comes while the rows are still on their way. An import"
                        + " that was interrupted is sent again under the same Idempotency-Key.")
                .parameters(KIND, DRY_RUN, REPORT, KEY)
                .reads(new Body(
                        "The rows: a table with a heading, or a JSON object a line", BYTES_MAX, content, Set.of()))
                .answers(
                        Answer.of(
                                200,
                                Reply.LINES,
                                "What became of each row: its row, id, status (ACCEPTED, UNCHANGED, REPEATED, REJECTED,"
                                        + " or VALID in a dry run), reason and errors. The last line has the status DONE"
                                        + " with the counts, or STOPPED with the problem"),
                        Answer.of(200, CSV, "What became of each row, with a line for each problem (with report=csv)"))
                .problem(ProblemType.TOO_BUSY, "Other imports are under way; nothing was taken")
                .problem(ProblemType.UNAVAILABLE, "Kafka does not answer; nothing was taken")
                .handledBy(this::take);
    }

    private Reply take(Request request) {
        writer.requireKafka();
        boolean isTable = request.find(REPORT).orElse(LINES_WORD).equals(CSV_WORD);
        if (imports.availablePermits() == 0) {
            throw new ProblemException(busy());
        }
        return new Reply.Flowing(200, isTable ? CSV : Reply.LINES, Map.of(), out -> inTurn(request, isTable, out));
    }

    /// A turn is taken only by who gives it back for sure: when the answer begins.
    private void inTurn(Request request, boolean isTable, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        RowReport report = isTable ? RowReport.table(text) : RowReport.lines(text);
        if (!imports.tryAcquire()) {
            stop(busy(), report, isTable, text);
            text.flush();
            return;
        }
        try {
            report(request, isTable, report, text);
        } finally {
            imports.release();
        }
        text.flush();
    }

    private static Problem busy() {
        return Problem.of(
                        ProblemType.TOO_BUSY,
                        IMPORTS_MAX + " imports are under way, and no more are taken until one is done. Nothing of this"
                                + " one was taken; send it again after a moment.")
                .retryAfter(RETRY_SECONDS);
    }

    private void report(Request request, boolean isTable, RowReport report, Writer text) throws IOException {
        LongConsumer progress = done -> {
            if (done % FLUSH_ROWS == 0) {
                flush(text);
            }
        };
        CatalogueImport work = new CatalogueImport(
                () -> RowReader.open(
                        new InputStreamReader(request.body(), StandardCharsets.UTF_8),
                        request.mediaType().equals(Reply.LINES)),
                request.tenant(),
                request.get(KIND),
                request.find(KEY).orElseGet(() -> UUID.randomUUID().toString()),
                settings.clock(),
                progress);
        try {
            if (request.find(DRY_RUN).orElse("false").equals("true")) {
                work.check(report);
            } else {
                work.send(settings.connection(), settings.prefix(), settings.registry(), report);
                view.awaitAsOf(settings.clock().instant(), OWN_WRITES_PATIENCE);
            }
            end(report, isTable, text);
        } catch (KafkaException | SchemaRegistryException away) {
            stop(
                    Problem.of(
                            ProblemType.UNAVAILABLE,
                            "The import stopped: " + away.getMessage() + ". Send it again under the same"
                                    + " Idempotency-Key: what was done is not done twice."),
                    report,
                    isTable,
                    text);
        } catch (ProblemException refused) {
            stop(refused.problem(), report, isTable, text);
        }
    }

    private static void flush(Writer text) {
        try {
            text.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException("the client went before the import was done", gone);
        }
    }

    private static void end(RowReport report, boolean isTable, Writer text) throws IOException {
        if (!isTable) {
            ObjectNode last = JsonNodeFactory.instance.objectNode().put("status", "DONE");
            ObjectNode counts = last.putObject("counts");
            report.counts().forEach(counts::put);
            text.append(last.toString()).append('\n');
        }
    }

    private static void stop(Problem problem, RowReport report, boolean isTable, Writer text) throws IOException {
        if (isTable) {
            report.row(0, "", "STOPPED", problem.type().name(), List.of(new Fault("", problem.detail())));
        } else {
            ObjectNode last = JsonNodeFactory.instance.objectNode().put("status", "STOPPED");
            last.set("problem", problem.json());
            text.append(last.toString()).append('\n');
        }
    }

    private Endpoint exporting() {
        return Views.reading(Endpoint.get("/v1/exports/{kind}", Access.READERS))
                .named("exportRecords", TAG, "Export a table of master data")
                .described(
                        "What is exported imports again as it is, here or elsewhere. What would not come back the same"
                                + " from a plain cell of a table is JSON in its cell.")
                .parameters(KIND, FORMAT, VERSIONS)
                .answers(
                        Answer.of(200, CSV, "All records, in the order of their ids, with a heading"),
                        Answer.of(200, Reply.LINES, "A record a line (with format=ndjson)"))
                .handledBy(request -> {
                    Views.requireLoaded(view);
                    return export(request.get(KIND), request);
                });
    }

    private <R extends AvroRoot & CatalogCommand.Body> Reply export(RecordKind<R> kind, Request request) {
        TenantId tenant = request.tenant();
        Export<R> export = new Export<>(
                tenant,
                kind,
                () -> view.list(kind, tenant, "", ""),
                request.find(VERSIONS).orElse("false").equals("true"));
        boolean isTable = request.find(FORMAT).orElse(CSV_WORD).equals(CSV_WORD);
        return new Reply.Flowing(200, isTable ? CSV : Reply.LINES, Map.of(), out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            if (isTable) {
                export.table(text);
            } else {
                export.lines(text);
            }
            text.flush();
        });
    }
}
