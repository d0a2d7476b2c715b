package io.millrace.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.millrace.ledger.HealthCheck.Health;
import io.millrace.ledger.HealthCheck.Question;
import java.util.List;
import java.util.Set;

/// `/observe/health` and its three questions: 200 when all is well, else 503 with the causes.
final class HealthRoutes implements HttpService {
    private final List<HealthCheck> checks;
    private final Checkup checkup = new Checkup();

    HealthRoutes(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (request, response) -> answer(response, Set.of(Question.values())))
                .get("/live", (request, response) -> answer(response, Set.of(Question.LIVE)))
                .get("/ready", (request, response) -> answer(response, Set.of(Question.READY)))
                .get("/started", (request, response) -> answer(response, Set.of(Question.STARTED)))
                .any(HealthRoutes::unknown);
    }

    @Override
    public void afterStop() {
        checkup.stop();
    }

    private void answer(ServerResponse response, Set<Question> questions) {
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
                    detail.put("status", "DOWN").put("cause", cause);
                    well = false;
                }
            }
        }
        answer.put("status", well ? "UP" : "DOWN").set("checks", details);
        Answers.json(response, well ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503, answer);
    }

    private static void unknown(ServerRequest request, ServerResponse response) {
        Answers.problem(
                response,
                Status.NOT_FOUND_404,
                "There is no " + request.path().absolute().path() + ". Ask /observe/health, or one of its parts live,"
                        + " ready and started.");
    }
}
