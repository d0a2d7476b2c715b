package io.millrace.ledger.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One thing that can be asked of the service. Its route and its part of the OpenAPI document both come from here, so
/// nothing is answered that is not documented.
///
/// @param path below the root, with `{name}` for each parameter in it
/// @param id a name for the methods of generated clients
/// @param summary what it does, in a line
/// @param description more about it, in sentences; may be empty
/// @param isTenants whether it is about the data of one tenant, which the request must name
/// @param body what it reads, if anything
public record Endpoint(
        Verb verb,
        String path,
        String id,
        Tag tag,
        String summary,
        String description,
        boolean isTenants,
        List<Parameter<?>> parameters,
        Optional<Body> body,
        List<Answer> answers,
        Handler handler) {
    public Endpoint {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
        for (Parameter<?> parameter : parameters) {
            if (parameter.in() == Parameter.In.PATH && !path.contains("{" + parameter.name() + "}")) {
                throw new IllegalArgumentException(path + " has no {" + parameter.name() + "}");
            }
        }
        long declared = parameters.stream()
                .filter(parameter -> parameter.in() == Parameter.In.PATH)
                .count();
        if (path.chars().filter(letter -> letter == '{').count() != declared) {
            throw new IllegalArgumentException("not every parameter in " + path + " is declared");
        }
    }

    public static Builder get(String path) {
        return new Builder(Verb.GET, path);
    }

    public static Builder put(String path) {
        return new Builder(Verb.PUT, path);
    }

    public static Builder post(String path) {
        return new Builder(Verb.POST, path);
    }

    public static Builder delete(String path) {
        return new Builder(Verb.DELETE, path);
    }

    /// Declares an endpoint step by step. It is about one tenant's data unless said otherwise.
    public static final class Builder {
        private final Verb verb;
        private final String path;
        private String id = "";
        private Tag tag = new Tag("", "");
        private String summary = "";
        private String description = "";
        private boolean isTenants = true;
        private final List<Parameter<?>> parameters = new ArrayList<>();
        private Optional<Body> body = Optional.empty();
        private final List<Answer> answers = new ArrayList<>();

        private Builder(Verb verb, String path) {
            this.verb = verb;
            this.path = path;
        }

        public Builder named(String operationId, Tag chapter, String what) {
            id = operationId;
            tag = chapter;
            summary = what;
            return this;
        }

        public Builder described(String more) {
            description = more;
            return this;
        }

        /// It is the same for everybody.
        public Builder withoutTenant() {
            isTenants = false;
            return this;
        }

        public Builder parameters(Parameter<?>... more) {
            parameters.addAll(List.of(more));
            return this;
        }

        public Builder reads(Body read) {
            body = Optional.of(read);
            return this;
        }

        public Builder answers(Answer... more) {
            answers.addAll(List.of(more));
            return this;
        }

        /// A problem it may answer with, and when.
        public Builder problem(ProblemType type, String when) {
            answers.add(Answer.problem(type, when));
            return this;
        }

        /// Completes the declaration. What the frame itself may refuse is declared with it.
        public Endpoint handledBy(Handler handler) {
            if (isTenants || !parameters.isEmpty() || body.isPresent()) {
                problem(ProblemType.INVALID_REQUEST, "The request is not as declared; each fault is named");
            }
            if (isTenants) {
                problem(ProblemType.WRONG_TENANT, "The tenant named is not served here");
            }
            if (body.isPresent()) {
                problem(
                        ProblemType.TOO_LARGE,
                        "The body is larger than " + body.get().bytesMax()
                                + " bytes, or more than this endpoint takes at once");
                problem(ProblemType.UNSUPPORTED_CONTENT, "The body is of a media type that is not read here");
            }
            problem(ProblemType.FAILED, "The service failed; its log says why");
            return new Endpoint(
                    verb, path, id, tag, summary, description, isTenants, parameters, body, answers, handler);
        }
    }
}
