package io.millrace.ledger.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.live.TopicFollower.Reach;

/// What all answers from the view say of it.
final class Views {
    static final JsonSchema FRESHNESS = JsonSchema.object()
            .with("asOf", JsonSchema.time(), "Everything that was committed before this moment is in the answer")
            .with("lag", JsonSchema.wholeNumber(), "How many records were still to be read when it was looked last")
            .named("CatalogueFreshness");

    private static final int RETRY_SECONDS = 2;

    private Views() {}

    static Endpoint.Builder reading(Endpoint.Builder endpoint) {
        return endpoint.problem(ProblemType.UNAVAILABLE, "The node still reads what the catalogue holds");
    }

    /// Refuses a request while not everything is read that was there before.
    ///
    /// @throws ProblemException until it is
    static void requireLoaded(CatalogueView view) {
        if (view.reach().asOf().isEmpty()) {
            throw new ProblemException(Problem.of(
                            ProblemType.UNAVAILABLE, "This node still reads what the catalogue holds; ask again soon.")
                    .retryAfter(RETRY_SECONDS));
        }
    }

    static ObjectNode freshness(CatalogueView view) {
        Reach reach = view.reach();
        return JsonNodeFactory.instance
                .objectNode()
                .put("asOf", reach.asOf().orElseThrow().toString())
                .put("lag", reach.lag());
    }
}
