package io.millrace.ledger.http;

/// What an endpoint does: it parses, makes one call, and turns the result into a reply.
@FunctionalInterface
public interface Handler {
    /// The reply to a request whose declared parameters have been read and found right.
    ///
    /// @throws ProblemException to refuse the request from wherever the reason was found
    Reply handle(Request request);
}
