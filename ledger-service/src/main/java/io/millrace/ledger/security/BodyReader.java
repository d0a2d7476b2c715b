package io.millrace.ledger.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.StrictJson;
import io.millrace.schemas.json.Suggestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Reads the fields of an object and collects everything that is wrong with them.
final class BodyReader {
    private static final int LIST_MAX = 1_000;

    private final ObjectNode body;
    private final String path;
    private final List<InvalidField> errors;

    private BodyReader(ObjectNode body, String path, List<InvalidField> errors) {
        this.body = body;
        this.path = path;
        this.errors = errors;
    }

    /// @param names the fields there are
    /// @throws ProblemException if it is no object
    static BodyReader of(Request request, List<String> names) {
        BodyReader reader = new BodyReader(object(request), "", new ArrayList<>());
        reader.requireOnly(names);
        return reader;
    }

    /// The fields of an object in it; what is wrong with them is collected here too.
    BodyReader within(String field, List<String> names) {
        BodyReader reader = new BodyReader(object(field), path + field + ".", errors);
        reader.requireOnly(names);
        return reader;
    }

    private void requireOnly(List<String> names) {
        body.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                error(
                        name,
                        "there is no such field; "
                                + Suggestion.nearest(name, names)
                                        .map(right -> "did you mean " + right + "?")
                                        .orElse("there are " + String.join(", ", names)));
            }
        });
    }

    private static ObjectNode object(Request request) {
        try {
            if (StrictJson.MAPPER.readTree(request.bytes()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException notJson) {
            throw new ProblemException(Problem.invalid(
                    List.of(new InvalidField("body", "it is not JSON: " + StrictJson.reason(notJson)))));
        }
        throw ProblemException.invalid("body", "it is not an object");
    }

    void error(String field, String detail) {
        errors.add(new InvalidField(path + field, detail));
    }

    /// A text without line breaks and other control characters.
    String text(String field, int lengthMax) {
        JsonNode node = body.path(field);
        String text = node.asText();
        boolean isPlain = text.codePoints().noneMatch(Character::isISOControl);
        if (!node.isTextual() || text.isBlank() || text.length() > lengthMax || !isPlain) {
            error(field, "it must be a text of 1 to " + lengthMax + " characters in one line");
        }
        return text;
    }

    /// A whole number from 0 on.
    int wholeNumber(String field) {
        JsonNode node = body.path(field);
        if (!node.isInt() || node.asInt() < 0 || node.asInt() == Integer.MAX_VALUE) {
            error(field, "it must be a whole number from 0 on");
        }
        return node.asInt();
    }

    /// A whole number that may be left out.
    OptionalLong findWholeNumber(String field, int min, int max) {
        JsonNode node = body.path(field);
        if (!has(field)) {
            return OptionalLong.empty();
        }
        if (!node.isInt() || node.asInt() < min || node.asInt() > max) {
            error(field, "it must be a whole number from " + min + " to " + max + ", or left out");
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.asInt());
    }

    /// Whether a field is there.
    boolean has(String field) {
        return body.hasNonNull(field);
    }

    /// An object, whatever its fields.
    ObjectNode object(String field) {
        if (body.path(field) instanceof ObjectNode object) {
            return object;
        }
        error(field, "it must be an object");
        return body.objectNode();
    }

    /// A field that may be left out.
    <T> Optional<T> find(String field, Function<String, T> parse) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        return parsed(field, node, parse);
    }

    /// A list that may be left out.
    <T> Optional<List<T>> list(String field, Function<String, T> parse) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isArray() || node.isEmpty() || node.size() > LIST_MAX) {
            error(field, "it must be a list of 1 to " + LIST_MAX + " texts, or left out");
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            parsed(field + "[" + i + "]", node.get(i), parse).ifPresent(values::add);
        }
        return Optional.of(values);
    }

    private <T> Optional<T> parsed(String field, JsonNode node, Function<String, T> parse) {
        if (!node.isTextual()) {
            error(field, "it must be a text");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(node.asText()));
        } catch (IllegalArgumentException wrong) {
            error(field, wrong.getMessage());
            return Optional.empty();
        }
    }

    /// @throws ProblemException if anything was wrong
    void requireNoErrors() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }
}
