package io.millrace.ledger.route;

import io.millrace.ledger.http.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// The other nodes.
@FunctionalInterface
public interface Peers {
    /// Puts a question to a node, which must answer by itself. Completes with its answer, or exceptionally if it could
    /// not be reached or can't answer now.
    ///
    /// @param node `host:port`
    CompletableFuture<Reply> ask(String node, Question question, Duration patience);
}
