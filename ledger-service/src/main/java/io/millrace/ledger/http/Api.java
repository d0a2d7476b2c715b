package io.millrace.ledger.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything the service answers, as one list; among it its own documentation, at `/openapi` and `/api`.
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final Tag ABOUT = new Tag("About", "What this interface is.");

    private final List<Endpoint> endpoints;
    private final Guard guard;
    private final RequestWatch watch;
    private final OpenApi document;

    private record Declared(Verb verb, PathMatcher path) {}

    /// @param title what the interface is called
    /// @param description what its document says first
    /// @param offered what can be asked, in the order in which it is documented
    /// @throws IllegalArgumentException if two of them have the same name, or the same path and verb
    public Api(String title, String description, Guard guard, List<Endpoint> offered) {
        this(title, description, guard, offered, RequestWatch.NONE);
    }

    /// @param title what the interface is called
    /// @param description what its document says first
    /// @param guard who may come in
    /// @param offered what can be asked, in the order in which it is documented
    /// @param watch follows every request
    /// @throws IllegalArgumentException if two of them have the same name, or the same path and verb
    public Api(String title, String description, Guard guard, List<Endpoint> offered, RequestWatch watch) {
        this.guard = guard;
        this.watch = watch;
        this.endpoints = new ArrayList<>(offered);
        endpoints.add(openApi());
        endpoints.add(page());
        refuseTwins(endpoints);
        this.document = new OpenApi(title, description, endpoints);
    }

    private Endpoint openApi() {
        return Endpoint.get("/openapi", Access.anyone())
                .named("getOpenApi", ABOUT, "This interface as an OpenAPI 3.1 document")
                .answers(Answer.json(200, JsonSchema.object().build(), "The document"))
                .handledBy(request -> Reply.json(200, document.json()));
    }

    private Endpoint page() {
        return Endpoint.get("/api", Access.anyone())
                .named("getApiPage", ABOUT, "This interface as a page to read")
                .answers(Answer.of(200, Reply.HTML, "The page"))
                .handledBy(request -> Reply.page(document.page()));
    }

    private static void refuseTwins(List<Endpoint> endpoints) {
        Set<String> seen = new HashSet<>();
        for (Endpoint endpoint : endpoints) {
            if (!seen.add(endpoint.verb() + " " + endpoint.path()) || !seen.add(endpoint.id())) {
                throw new IllegalArgumentException(
                        "two endpoints are " + endpoint.verb() + " " + endpoint.path() + " or " + endpoint.id());
            }
        }
    }

    /// The endpoints, the documentation's own included.
    public List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /// The OpenAPI document.
    public OpenApi document() {
        return document;
    }

    /// Adds a route for every endpoint, and the answers for whatever else is asked.
    public void route(HttpRouting.Builder routing) {
        for (Endpoint endpoint : endpoints) {
            routing.route(method(endpoint.verb()), endpoint.path(), new Route(endpoint, guard, watch)::serve);
        }
        List<Declared> declared = endpoints.stream()
                .map(endpoint -> new Declared(endpoint.verb(), PathMatchers.create(endpoint.path())))
                .toList();
        RequestWatch.Watched elsewhere = watch.endpoint("ANY", RequestWatch.NO_ROUTE);
        routing.any((request, response) -> unknown(declared, elsewhere, request, response))
                .error(RuntimeException.class, Api::failed);
    }

    private static Method method(Verb verb) {
        return Method.create(verb.name());
    }

    private static void unknown(
            List<Declared> declared, RequestWatch.Watched elsewhere, ServerRequest request, ServerResponse response) {
        try (RequestWatch.Visit visit = elsewhere.begin(Route.headersOf(request))) {
            Replies.name(response, visit.id());
            Problem problem = unknown(declared, request, response);
            visit.answered(problem.type().status());
            Replies.send(problem, response);
        }
    }

    private static Problem unknown(List<Declared> declared, ServerRequest request, ServerResponse response) {
        Set<Verb> possible = declared.stream()
                .filter(one -> one.path().match(request.path()).accepted())
                .map(Declared::verb)
                .collect(Collectors.toCollection(TreeSet::new));
        String asked = request.prologue().method() + " at " + request.path().path();
        if (possible.isEmpty()) {
            return Problem.of(
                    ProblemType.NOT_FOUND, "There is nothing to " + asked + ". All that can be asked stands at /api.");
        }
        String verbs = possible.stream().map(Verb::name).collect(Collectors.joining(", "));
        response.header(HeaderNames.ALLOW, verbs);
        return Problem.of(
                ProblemType.METHOD_NOT_ALLOWED,
                "There is no " + asked + ", only " + verbs + ". /api says what each of them does.");
    }

    private static void failed(ServerRequest request, ServerResponse response, RuntimeException failure) {
        LOG.error("{} {} failed", request.prologue().method(), request.path().path(), failure);
        Replies.send(Problem.of(ProblemType.FAILED, "The service failed unexpectedly; its log says why."), response);
    }
}
