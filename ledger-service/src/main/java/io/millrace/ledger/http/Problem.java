package io.millrace.ledger.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/// Why a request is not answered as hoped, as RFC 9457 has it.
///
/// @param type the kind
/// @param detail what is the matter this time, and what to do
/// @param errors each thing that is wrong with the request; empty when it is not the request's fault
/// @param retryAfterSeconds when another try may succeed, if that is known
public record Problem(ProblemType type, String detail, List<InvalidField> errors, OptionalInt retryAfterSeconds)
        implements Reply {
    /// The schema of every problem document.
    public static final JsonSchema SCHEMA = JsonSchema.object()
            .with("type", JsonSchema.text(), "The kind of problem; stable, for programs")
            .with("title", JsonSchema.text(), "What the kind means")
            .with("status", JsonSchema.wholeNumber(), "The status of the answer")
            .with("detail", JsonSchema.text(), "What is the matter, and what to do")
            .optional("errors", InvalidField.LIST, "Each thing that is wrong with the request")
            .named("Problem");

    public Problem {
        errors = List.copyOf(errors);
    }

    /// A problem that is not the fault of particular fields.
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), OptionalInt.empty());
    }

    /// A request that is wrong in these ways.
    public static Problem invalid(List<InvalidField> errors) {
        String first = errors.getFirst().field() + ": " + errors.getFirst().detail();
        String others = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more, see errors)";
        return new Problem(ProblemType.INVALID_REQUEST, first + others, errors, OptionalInt.empty());
    }

    /// The same problem, with the time after which another try may succeed.
    public Problem retryAfter(int seconds) {
        return new Problem(type, detail, errors, OptionalInt.of(seconds));
    }

    /// The problem document.
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail);
        if (!errors.isEmpty()) {
            errors.forEach(error -> json.withArray("errors")
                    .addObject()
                    .put("field", error.field())
                    .put("detail", error.detail()));
        }
        return json;
    }
}
