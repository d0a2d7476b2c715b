package io.millrace.ledger.security;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;

/// How callers are refused. What is said helps them and tells nothing of the inside.
final class Refusals {
    private Refusals() {}

    static ProblemException unauthenticated() {
        return new ProblemException(Problem.of(
                ProblemType.UNAUTHENTICATED,
                "Send a token as Authorization: Bearer, or an API key as Millrace-Api-Key."));
    }

    static ProblemException invalid(String why) {
        return new ProblemException(Problem.of(ProblemType.INVALID_CREDENTIALS, why));
    }

    static ProblemException away(String what) {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, what + " Try again in a moment.")
                .retryAfter(2));
    }

    static ProblemException tooFast(String what, int retryAfterSeconds) {
        return new ProblemException(
                Problem.of(ProblemType.RATE_LIMITED, what + " Go on after " + retryAfterSeconds + " s.")
                        .retryAfter(retryAfterSeconds));
    }
}
