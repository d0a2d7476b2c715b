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
/// @param access who may call it
/// @param isTenants whether it is about the data of one tenant, which must be known then
/// @param keepsItsAudit whether the handler writes what it did into the audit, together with what it changed
/// @param checksLocations whether the handler itself sees to it that callers stay at their locations
/// @param body what it reads, if anything
public record Endpoint(
        Verb verb,
        String path,
        String id,
        Tag tag,
        String summary,
        String description,
        Access access,
        boolean isTenants,
        boolean keepsItsAudit,
        boolean checksLocations,
        List<Parameter<?>> parameters,
        Optional<Body> body,
        List<Answer> answers,
        Handler handler) {
    public Endpoint {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
        if (access instanceof Access.Anyone && isTenants) {
            throw new IllegalArgumentException(path + " is a tenant's and may not be open to anyone");
        }
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

    /// Begins a declaration. Who may call it comes first, so that no route can forget to say so.
    public static Builder get(String path, Access access) {
        return new Builder(Verb.GET, path, access);
    }

    public static Builder put(String path, Access access) {
        return new Builder(Verb.PUT, path, access);
    }

    public static Builder post(String path, Access access) {
        return new Builder(Verb.POST, path, access);
    }

    public static Builder delete(String path, Access access) {
        return new Builder(Verb.DELETE, path, access);
    }

    /// Declares an endpoint step by step. One that is not for anyone is about one tenant's data unless said otherwise.
    public static final class Builder {
        private final Verb verb;
        private final String path;
        private final Access access;
        private String id = "";
        private Tag tag = new Tag("", "");
        private String summary = "";
        private String description = "";
        private boolean isTenants;
        private boolean keepsItsAudit;
        private boolean checksLocations;
        private final List<Parameter<?>> parameters = new ArrayList<>();
        private Optional<Body> body = Optional.empty();
        private final List<Answer> answers = new ArrayList<>();

        private Builder(Verb verb, String path, Access access) {
            this.verb = verb;
            this.path = path;
            this.access = access;
            this.isTenants = !(access instanceof Access.Anyone);
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

        /// The handler refuses what is about other locations than the caller's. Without this, a caller who is bound to
        /// locations has to name one of them in a parameter.
        public Builder checksLocations() {
            checksLocations = true;
            return this;
        }

        /// The handler writes what it did into the audit, together with what it changed.
        public Builder keepsItsAudit() {
            keepsItsAudit = true;
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
            if (access instanceof Access.Holders holders) {
                problem(ProblemType.FORBIDDEN, "Only for the roles " + holders.words() + ", at their locations");
            }
            if (isTenants) {
                problem(ProblemType.TENANT_SUSPENDED, "Whoever runs Millrace has suspended the tenant");
            }
            if (!(access instanceof Access.Anyone)) {
                problem(ProblemType.UNAUTHENTICATED, "The request has no token and no API key");
                problem(ProblemType.INVALID_CREDENTIALS, "The token or key is wrong, over or revoked");
                problem(ProblemType.WRONG_TENANT, "The tenant named is another than that of the token or key");
                problem(ProblemType.RATE_LIMITED, "Requests come too fast; Retry-After says when to go on");
                problem(ProblemType.UNAVAILABLE, "What proves the caller cannot be looked up right now");
            }
            if (body.isPresent()) {
                problem(
                        ProblemType.TOO_LARGE,
                        "The body is larger than " + body.get().bytesMax()
                                + " bytes, or more than this endpoint takes at once");
                problem(ProblemType.TOO_SLOW, "The body did not come in time");
                problem(ProblemType.UNSUPPORTED_CONTENT, "The body is of a media type that is not read here");
            }
            problem(ProblemType.FAILED, "The service failed; its log says why");
            return new Endpoint(
                    verb,
                    path,
                    id,
                    tag,
                    summary,
                    description,
                    access,
                    isTenants,
                    keepsItsAudit,
                    checksLocations,
                    parameters,
                    body,
                    answers,
                    handler);
        }
    }
}
