package io.millrace.ledger.forecasting.api;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.live.TopicView;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits a moment for this node to see what was just written.
final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int RETRY_SECONDS = 2;

    private Waiting() {}

    /// Whether this node sees in time what was just written.
    static boolean until(TopicView view, BooleanSupplier seen) {
        return view.await(seen, PATIENCE);
    }

    /// Waits until this node sees what a node that forecasts made of a wish.
    ///
    /// @param where what becomes of it can be looked at
    static void requireTaken(TopicView view, BooleanSupplier seen, String where) {
        if (!until(view, seen)) {
            throw new ProblemException(Problem.of(
                    ProblemType.UNAVAILABLE,
                    "No node with the role forecast has taken the wish up yet. It is kept; look at " + where
                            + " later."));
        }
    }

    /// Refuses a request while what there is has not been read.
    static void requireRead(TopicView view) {
        if (view.reach().asOf().isEmpty()) {
            throw new ProblemException(
                    Problem.of(ProblemType.UNAVAILABLE, "This node still reads what there is; ask again soon.")
                            .retryAfter(RETRY_SECONDS));
        }
    }
}
