package io.millrace.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/// Binds what answers with JSON to routes: every route answers all methods, if only to say which it has.
final class RegistryHandlers {
    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final JsonMapper json = new JsonMapper();

    /// Answers a request or throws an [HttpProblem].
    interface Answer {
        JsonNode to(RegistryCall call);
    }

    /// One path and what its methods do.
    final class Route {
        private final HttpRules rules;
        private final RawPath path;
        private final Set<String> methods = new TreeSet<>();

        private Route(HttpRules rules, String path) {
            this.rules = rules;
            this.path = RawPath.of(path);
        }

        Route get(Answer answer) {
            return bind(Method.GET, answer);
        }

        Route post(Answer answer) {
            return bind(Method.POST, answer);
        }

        Route put(Answer answer) {
            return bind(Method.PUT, answer);
        }

        Route delete(Answer answer) {
            return bind(Method.DELETE, answer);
        }

        private Route bind(Method method, Answer answer) {
            methods.add(method.text());
            rules.route(method, path, handler(path, answer));
            return this;
        }

        void andNothingElse() {
            String allowed = String.join(", ", methods);
            rules.route(method -> true, path, (request, response) -> {
                response.header(HeaderNames.ALLOW, allowed);
                send(
                        response,
                        new HttpProblem(
                                405,
                                405,
                                request.prologue().method().text() + " is not possible here; use " + allowed + "."));
            });
        }
    }

    Route route(HttpRules rules, String path) {
        return new Route(rules, path);
    }

    private Handler handler(RawPath path, Answer answer) {
        return (request, response) -> {
            try {
                RegistryCall call = new RegistryCall(request, path.parameters(request.path()), json);
                send(response, 200, answer.to(call));
            } catch (HttpProblem problem) {
                send(response, problem);
            } catch (SchemaLogException failure) {
                send(response, HttpProblem.of(failure));
            }
        };
    }

    static void send(ServerResponse response, HttpProblem problem) {
        send(
                response,
                problem.status(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error_code", problem.code())
                        .put("message", problem.getMessage()));
    }

    private static void send(ServerResponse response, int status, JsonNode body) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE)
                .send(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
