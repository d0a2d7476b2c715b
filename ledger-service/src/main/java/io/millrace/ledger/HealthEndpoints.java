package io.millrace.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.HealthCheck.Health;
import io.millrace.ledger.HealthCheck.Question;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Tag;
import java.util.List;
import java.util.Set;

/// `/observe/health` and its three questions: 200 when all is well, else 503 with the causes.
final class HealthEndpoints implements AutoCloseable {
    private static final Tag TAG = new Tag("Operation", "How the service is, for people and tools who run it.");
    private static final JsonSchema STATE = JsonSchema.oneOf(List.of("UP", "DOWN"));
    private static final JsonSchema HEALTH = JsonSchema.object()
            .with("status", STATE, "UP when every check is")
            .with(
                    "checks",
                    JsonSchema.mapOf(JsonSchema.object()
                            .with("status", STATE, "How it is")
                            .optional("cause", JsonSchema.text(), "Why it is down, and what to do if that is known")
                            .named("HealthCheck")),
                    "What was looked at, by name")
            .named("Health");

    private final List<HealthCheck> checks;
    private final Access insight;
    private final Checkup checkup = new Checkup();

    /// @param insight who may see the causes, which name hosts and parts; others see what is up and what is down
    HealthEndpoints(List<HealthCheck> checks, Access insight) {
        this.checks = List.copyOf(checks);
        this.insight = insight;
    }

    List<Endpoint> endpoints() {
        return List.of(
                endpoint("", insight, "getHealth", "How everything is", Set.of(Question.values())),
                probe("/live", "getLiveness", "Whether the process should be left running", Question.LIVE),
                probe("/ready", "getReadiness", "Whether requests can be sent here now", Question.READY),
                probe("/started", "getStart", "Whether it has come up at all", Question.STARTED));
    }

    private Endpoint probe(String part, String id, String summary, Question question) {
        return endpoint(part, Access.anyone(), id, summary, Set.of(question));
    }

    private Endpoint endpoint(String part, Access access, String id, String summary, Set<Question> questions) {
        boolean isTold = insight.equals(access);
        return Endpoint.get("/observe/health" + part, access)
                .named(id, TAG, summary)
                .withoutTenant()
                .answers(
                        Answer.json(200, HEALTH, "All is well"),
                        Answer.json(503, HEALTH, "Something is not; the causes are named"))
                .handledBy(request -> reply(questions, isTold));
    }

    private Reply reply(Set<Question> questions, boolean isTold) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        boolean well = true;
        List<HealthCheck> asked = checks.stream()
                .filter(check -> check.questions().stream().anyMatch(questions::contains))
                .toList();
        List<Health> found = checkup.of(asked);
        for (int i = 0; i < asked.size(); i++) {
            ObjectNode detail = details.putObject(asked.get(i).name());
            switch (found.get(i)) {
                case Health.Up _ -> detail.put("status", "UP");
                case Health.Down(String cause) -> {
                    detail.put("status", "DOWN");
                    if (isTold) {
                        detail.put("cause", cause);
                    }
                    well = false;
                }
            }
        }
        answer.put("status", well ? "UP" : "DOWN").set("checks", details);
        return Reply.json(well ? 200 : 503, answer);
    }

    /// Interrupts what is still looking.
    @Override
    public void close() {
        checkup.stop();
    }
}
