package io.millrace.ledger.forecasting.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.RunOrder;
import io.millrace.events.demand.RunState;
import io.millrace.ledger.forecasting.RunsView;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.AvroSchemas;
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
import io.millrace.ledger.http.ValueType;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.topics.TopicRecords;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// Runs of forecasts over HTTP.
final class RunEndpoints {
    private static final int BYTES_MAX = 1 << 20;
    private static final int HORIZON_MAX = 365;
    private static final int LIST_MAX = 1_000;
    private static final int LIST_USUAL = 50;
    private static final List<String> OURS = List.of("tenantId", "kind", "issuedAt");
    private static final Parameter<String> RUN = Parameter.path("run", ValueType.IDENTIFIER_TEXT, "The run's id");
    private static final Parameter<Integer> LIMIT = Parameter.query(
            "limit", ValueType.wholeNumber(1, LIST_MAX), "How many at most; " + LIST_USUAL + " if not said");
    private static final JsonSchema ASKED = JsonSchema.object()
            .optional("runId", ValueType.IDENTIFIER, "What it is to be called; asking twice for one run is asking once")
            .optional("actor", JsonSchema.text(), "Who asks")
            .optional("horizonDays", JsonSchema.wholeNumber(1, HORIZON_MAX), "How many days ahead; else as configured")
            .optional("locations", JsonSchema.arrayOf(ValueType.IDENTIFIER), "Only of these locations; else of all")
            .optional("items", JsonSchema.arrayOf(ValueType.IDENTIFIER), "Only of these items; else of all")
            .closed()
            .named("ForecastRunToStart");
    private static final JsonSchema TAKEN = JsonSchema.object()
            .with("runId", ValueType.IDENTIFIER, "The run's id")
            .with(
                    "state",
                    JsonSchema.oneOf(List.of("taken", "waiting")),
                    "taken: it is among the runs; waiting: no node with the role forecast has taken it up yet")
            .named("ForecastRunTaken");
    private static final JsonSchema FOUND = AvroSchemas.of(ForecastRun.TYPE);
    private static final JsonSchema LISTED = JsonSchema.object()
            .with("runs", JsonSchema.arrayOf(FOUND), "The runs, the newest first")
            .named("ForecastRuns");

    private final TopicRecords<CatalogKey, ForecastCommand> commands;
    private final RecordWriter writer;
    private final RunsView runs;
    private final Clock clock;

    RunEndpoints(TopicRecords<CatalogKey, ForecastCommand> commands, RecordWriter writer, RunsView runs, Clock clock) {
        this.commands = commands;
        this.writer = writer;
        this.runs = runs;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/forecasts/runs", Access.of(Role.PLANNER, Role.DATA))
                        .named("startForecastRun", ForecastingEndpoints.TAG, "Forecast now")
                        .described(
                                "Forecasts are renewed by themselves as days close; this is for those who do not want"
                                        + " to wait. The answer comes at once; the run tells how far it is.")
                        .reads(Body.json("What is to be forecast; an empty object for everything", BYTES_MAX, ASKED))
                        .answers(Answer.json(202, TAKEN, "It will be done"))
                        .problem(
                                ProblemType.UNAVAILABLE, "Kafka does not answer, or the node still reads what there is")
                        .handledBy(this::start),
                Endpoint.get("/v1/forecasts/runs", Access.READERS)
                        .named("listForecastRuns", ForecastingEndpoints.TAG, "The runs of the last 30 days")
                        .parameters(LIMIT)
                        .answers(Answer.json(200, LISTED, "The runs, the newest first"))
                        .problem(ProblemType.UNAVAILABLE, "The node still reads what there is")
                        .handledBy(this::list),
                Endpoint.get("/v1/forecasts/runs/{run}", Access.READERS)
                        .named("getForecastRun", ForecastingEndpoints.TAG, "How far a run is")
                        .parameters(RUN)
                        .answers(Answer.json(200, FOUND, "The run, with each of its jobs"))
                        .problem(ProblemType.NOT_FOUND, "There is no such run")
                        .problem(ProblemType.UNAVAILABLE, "The node still reads what there is")
                        .handledBy(this::get),
                Endpoint.post("/v1/forecasts/runs/{run}/cancel", Access.of(Role.PLANNER, Role.DATA))
                        .named("cancelForecastRun", ForecastingEndpoints.TAG, "Do no more of a run")
                        .described("Jobs that are done stay done; the others are left out. A run that has ended stays"
                                + " as it is.")
                        .parameters(RUN)
                        .answers(Answer.json(200, FOUND, "The run as it is after it"))
                        .problem(ProblemType.NOT_FOUND, "There is no such run")
                        .problem(
                                ProblemType.UNAVAILABLE, "Kafka does not answer, or the node still reads what there is")
                        .handledBy(this::cancel));
    }

    private Reply start(Request request) {
        Waiting.requireRead(runs);
        ObjectNode fields = SentRecord.body(request, OURS);
        TenantId tenant = request.tenant();
        if (!fields.has("runId")) {
            fields.put("runId", "asked-" + UUID.randomUUID());
        }
        ForecastCommand command = SentRecord.read(
                ForecastCommand.TYPE,
                fields.put("tenantId", tenant.value())
                        .put("kind", RunOrder.START.name())
                        .put("issuedAt", clock.instant().toString()),
                "");
        require(command);
        writer.send(commands.of(new CatalogKey(tenant, command.runId()), command));
        boolean isTaken =
                Waiting.until(runs, () -> runs.find(tenant, command.runId()).isPresent());
        return Reply.json(
                        202,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("runId", command.runId())
                                .put("state", isTaken ? "taken" : "waiting"))
                .with("Location", "/v1/forecasts/runs/" + command.runId());
    }

    private static void require(ForecastCommand command) {
        Integer horizon = command.horizonDays();
        if (horizon != null && (horizon < 1 || horizon > HORIZON_MAX)) {
            throw ProblemException.invalid("horizonDays", "it is " + horizon + " and must be 1 to " + HORIZON_MAX);
        }
        if (!command.runId().matches("[A-Za-z0-9._-]{1,64}")) {
            throw ProblemException.invalid("runId", "it must have 1 to 64 letters, digits, '.', '_' or '-'");
        }
    }

    private Reply list(Request request) {
        Waiting.requireRead(runs);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = answer.putArray("runs");
        runs.list(request.tenant()).stream()
                .limit(request.find(LIMIT).orElse(LIST_USUAL))
                .forEach(run -> listed.add(JsonView.of(run)));
        return Reply.json(200, answer);
    }

    private Reply get(Request request) {
        Waiting.requireRead(runs);
        return Reply.json(200, JsonView.of(find(request)));
    }

    private Reply cancel(Request request) {
        Waiting.requireRead(runs);
        ForecastRun run = find(request);
        if (run.state() == RunState.RUNNING) {
            ForecastCommand command = ForecastCommand.builder()
                    .tenantId(run.tenantId())
                    .runId(run.runId())
                    .kind(RunOrder.CANCEL)
                    .issuedAt(clock.instant())
                    .build();
            writer.send(commands.of(new CatalogKey(request.tenant(), run.runId()), command));
            Waiting.requireTaken(runs, () -> find(request).state() != RunState.RUNNING, "the run");
        }
        return Reply.json(200, JsonView.of(find(request)));
    }

    private ForecastRun find(Request request) {
        String run = request.get(RUN);
        return runs.find(request.tenant(), run)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND,
                        "There is no run '" + run + "'; GET /v1/forecasts/runs lists those there are.")));
    }
}
