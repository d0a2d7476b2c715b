package io.millrace.ledger.http;

import java.util.Optional;

/// One of the answers an endpoint may give.
///
/// @param description when it is given
/// @param mediaType of its body; empty when there is none
/// @param schema what its body looks like, when that can be said
public record Answer(int status, String description, String mediaType, Optional<JsonSchema> schema) {
    static final String PROBLEM = "application/problem+json";

    /// An answer in JSON.
    public static Answer json(int status, JsonSchema schema, String description) {
        return new Answer(status, description, Reply.JSON, Optional.of(schema));
    }

    /// An answer of some other form.
    public static Answer of(int status, String mediaType, String description) {
        return new Answer(status, description, mediaType, Optional.empty());
    }

    /// An answer without a body.
    public static Answer empty(int status, String description) {
        return new Answer(status, description, "", Optional.empty());
    }

    static Answer problem(ProblemType type, String description) {
        return new Answer(type.status(), description, PROBLEM, Optional.of(Problem.SCHEMA));
    }
}
