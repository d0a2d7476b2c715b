package io.millrace.ledger.http;

/// A kind of problem. Programs tell problems apart by it, so what is published stays as it is.
///
/// @param name the last part of its URI
/// @param status what it is answered with
/// @param title what it means, the same for every problem of the kind
public record ProblemType(String name, int status, String title) {
    public static final ProblemType INVALID_REQUEST =
            new ProblemType("invalid-request", 400, "The request is not as declared");
    public static final ProblemType TENANT_MISSING =
            new ProblemType("tenant-missing", 400, "The request does not say whose data it is about");
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", 401, "The request does not say who sends it");
    public static final ProblemType INVALID_CREDENTIALS =
            new ProblemType("invalid-credentials", 401, "The token or key is not accepted");
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", 403, "Whoever sends the request may not do this");
    public static final ProblemType WRONG_TENANT =
            new ProblemType("wrong-tenant", 403, "The request is about the data of another tenant");
    public static final ProblemType TENANT_SUSPENDED =
            new ProblemType("tenant-suspended", 403, "The tenant is suspended");
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404, "There is no such thing");
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", 405, "This cannot be done here");
    public static final ProblemType TOO_SLOW = new ProblemType("too-slow", 408, "The request did not come in time");
    public static final ProblemType CONFLICT =
            new ProblemType("conflict", 409, "The request does not fit what is known");
    public static final ProblemType TOO_LARGE = new ProblemType("too-large", 413, "The request is too large");
    public static final ProblemType UNSUPPORTED_CONTENT =
            new ProblemType("unsupported-content", 415, "The body has a form that is not read here");
    public static final ProblemType TOO_BUSY =
            new ProblemType("too-busy", 429, "More is under way than the service takes at once");
    public static final ProblemType RATE_LIMITED =
            new ProblemType("rate-limited", 429, "Requests come faster than they may");
    public static final ProblemType FAILED = new ProblemType("failed", 500, "The service failed");
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", 503, "Something the service needs is away");
    public static final ProblemType TIME_OUT = new ProblemType("time-out", 504, "The answer did not come in time");

    /// Its stable name in problem documents.
    public String uri() {
        return "urn:millrace:problem:" + name;
    }
}
