package io.millrace.ledger.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.millrace.schemas.json.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what an endpoint declares out of a request, and names everything that is wrong with it at once.
final class Parameters {
    private final Endpoint endpoint;
    private final List<String> queryNames;

    Parameters(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.queryNames = endpoint.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY)
                .map(Parameter::name)
                .toList();
    }

    /// What the parameters say.
    ///
    /// @throws ProblemException naming each that is missing, wrong, given twice or unknown
    Map<Parameter<?>, Object> read(ServerRequest request) {
        Map<Parameter<?>, Object> values = new HashMap<>();
        List<InvalidField> errors = new ArrayList<>();
        for (Parameter<?> parameter : endpoint.parameters()) {
            texts(parameter, request, errors).ifPresent(text -> parse(parameter, text, values, errors));
        }
        for (String name : request.query().names()) {
            if (!queryNames.contains(name)) {
                errors.add(new InvalidField(name, unknown(name)));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        return values;
    }

    private static Optional<String> texts(Parameter<?> parameter, ServerRequest request, List<InvalidField> errors) {
        List<String> texts = switch (parameter.in()) {
            case PATH -> List.of(request.path().pathParameters().get(parameter.name()));
            case QUERY -> request.query().all(parameter.name(), List::of);
            case HEADER -> request.headers().values(HeaderNames.create(parameter.name()));
        };
        if (texts.size() > 1) {
            errors.add(new InvalidField(parameter.name(), "it is given " + texts.size() + " times; give it once"));
        } else if (texts.isEmpty() && parameter.isRequired()) {
            errors.add(new InvalidField(parameter.name(), "it is missing: " + parameter.description()));
        }
        return texts.size() == 1 ? Optional.of(texts.getFirst()) : Optional.empty();
    }

    private static void parse(
            Parameter<?> parameter, String text, Map<Parameter<?>, Object> values, List<InvalidField> errors) {
        try {
            values.put(parameter, parameter.type().parse().apply(text));
        } catch (IllegalArgumentException wrong) {
            errors.add(new InvalidField(parameter.name(), wrong.getMessage()));
        }
    }

    private String unknown(String name) {
        return "there is no such parameter; "
                + Suggestion.nearest(name, queryNames)
                        .map(right -> "did you mean " + right + "?")
                        .orElse(
                                queryNames.isEmpty()
                                        ? "this takes none in its query"
                                        : "there are " + String.join(", ", queryNames));
    }
}
