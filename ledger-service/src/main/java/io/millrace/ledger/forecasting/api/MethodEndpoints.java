package io.millrace.ledger.forecasting.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.CatalogKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.RunOrder;
import io.millrace.events.demand.ServedMethod;
import io.millrace.forecasting.workbench.MethodCatalogue;
import io.millrace.ledger.forecasting.ServedView;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.AvroSchemas;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.topics.TopicRecords;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose forecasts are served, over HTTP.
final class MethodEndpoints {
    private static final int BYTES_MAX = 16 << 10;
    private static final int REASON_MAX = 1_000;
    private static final List<String> OURS =
            List.of("tenantId", "runId", "kind", "issuedAt", "horizonDays", "locations", "items");
    private static final JsonSchema FOUND = AvroSchemas.of(ServedMethod.TYPE);
    private static final JsonSchema WANTED = JsonSchema.object()
            .optional(
                    "method",
                    JsonSchema.text(),
                    "The method to be served whatever the figures say; left out, the figures decide")
            .optional("vetoed", JsonSchema.arrayOf(JsonSchema.text()), "Methods that are never to be served")
            .with("actor", JsonSchema.text(), "Who decided")
            .with("reason", JsonSchema.text(), "Why, for who looks at it later")
            .closed()
            .named("ForecastMethodWanted");

    private final TopicRecords<CatalogKey, ForecastCommand> commands;
    private final RecordWriter writer;
    private final ServedView served;
    private final Clock clock;

    MethodEndpoints(
            TopicRecords<CatalogKey, ForecastCommand> commands, RecordWriter writer, ServedView served, Clock clock) {
        this.commands = commands;
        this.writer = writer;
        this.served = served;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/forecasts/method", Access.READERS)
                        .named("getForecastMethod", ForecastingEndpoints.TAG, "Whose forecasts are served, and why")
                        .described("A challenger that does better than what is served takes its place with the next"
                                + " run; the former goes on as a challenger. The history says when, why and by which"
                                + " figures, or who decided.")
                        .answers(Answer.json(200, FOUND, "What is served, and what was decided before"))
                        .problem(ProblemType.NOT_FOUND, "Nothing was forecast yet")
                        .problem(ProblemType.UNAVAILABLE, "The node still reads what there is")
                        .handledBy(this::get),
                Endpoint.put("/v1/forecasts/method", Access.of(Role.PLANNER, Role.DATA))
                        .named("putForecastMethod", ForecastingEndpoints.TAG, "Pin a method, or veto some")
                        .described("It takes the place of what was wanted before, and holds for runs that begin after"
                                + " it. Without method the figures decide again.")
                        .reads(Body.json("What is wanted, by whom and why", BYTES_MAX, WANTED))
                        .answers(Answer.json(200, FOUND, "What is served from the next run on"))
                        .problem(
                                ProblemType.UNAVAILABLE,
                                "Kafka does not answer, no node has the role forecast, or this one still reads what"
                                        + " there is")
                        .handledBy(this::put));
    }

    private Reply get(Request request) {
        Waiting.requireRead(served);
        return served.find(request.tenant())
                .map(found -> Reply.json(200, JsonView.of(found)))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND,
                        "Nothing was forecast yet. The first run begins as soon as a day with a sale has closed, or by"
                                + " POST /v1/forecasts/runs.")));
    }

    private Reply put(Request request) {
        Waiting.requireRead(served);
        TenantId tenant = request.tenant();
        ObjectNode fields = SentRecord.body(request, OURS);
        ForecastCommand wish = SentRecord.read(
                ForecastCommand.TYPE,
                fields.put("tenantId", tenant.value())
                        .put("runId", "method-" + UUID.randomUUID())
                        .put("kind", RunOrder.SERVE.name())
                        .put("issuedAt", clock.instant().toString()),
                "");
        List<InvalidField> errors = errors(wish, tenant);
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        writer.send(commands.of(new CatalogKey(tenant, wish.runId()), wish));
        Waiting.requireTaken(
                served,
                () -> served.find(tenant).filter(now -> holds(wish, now)).isPresent(),
                "GET /v1/forecasts/method");
        return get(request);
    }

    private static boolean holds(ForecastCommand wish, ServedMethod now) {
        return Objects.equals(wish.method(), now.pinned()) && wish.vetoed().equals(now.vetoed());
    }

    private List<InvalidField> errors(ForecastCommand wish, TenantId tenant) {
        List<InvalidField> errors = new ArrayList<>();
        String pinned = wish.method();
        if (pinned != null) {
            known("method", pinned, errors);
            if (wish.vetoed().contains(pinned)) {
                errors.add(new InvalidField("vetoed", "'" + pinned + "' can't be pinned and vetoed at once"));
            }
        }
        for (int i = 0; i < wish.vetoed().size(); i++) {
            known("vetoed[" + i + "]", wish.vetoed().get(i), errors);
        }
        boolean isNoneLeft = served.find(tenant)
                .map(now -> Stream.concat(Stream.of(now.method()), now.challengers().stream())
                        .allMatch(wish.vetoed()::contains))
                .orElse(false);
        if (pinned == null && isNoneLeft) {
            errors.add(
                    new InvalidField("vetoed", "nothing is left that may be served; leave one out, or pin a method"));
        }
        said("actor", wish.actor(), errors);
        said("reason", wish.reason(), errors);
        return errors;
    }

    private static void known(String field, String method, List<InvalidField> errors) {
        if (!MethodCatalogue.builtIn().contains(method)) {
            errors.add(new InvalidField(
                    field,
                    "there is no method '" + method + "' here; there are "
                            + String.join(", ", MethodCatalogue.builtIn())
                            + ". A source of forecasts from elsewhere is scored beside what is served, and cannot be"
                            + " served itself: it does not say how its sums spread, which orders are computed from"));
        }
    }

    private static void said(String field, @Nullable String text, List<InvalidField> errors) {
        if (text == null || text.isBlank() || text.length() > REASON_MAX) {
            errors.add(new InvalidField(field, "say it in 1 to " + REASON_MAX + " characters"));
        }
    }
}
