package io.millrace.ledger.route;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.topology.stock.query.StockReads;
import io.millrace.topology.stock.query.Whereabouts;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// This node's place in the ledger. The server listens before the ledger starts, as other nodes are told where it
/// listens: until then it is empty, and whoever asks is told to ask again.
public final class Seat {
    private final AtomicReference<@Nullable Taken> taken = new AtomicReference<>();

    /// @param self `host:port` where other nodes reach this one
    private record Taken(String self, StockReads reads) {}

    /// The ledger runs.
    ///
    /// @param self `host:port` where other nodes reach this one
    public void take(String self, StockReads reads) {
        taken.set(new Taken(self, reads));
    }

    /// What can be read here.
    ///
    /// @throws ProblemException while the ledger does not run
    public StockReads reads() {
        return taken().reads();
    }

    String self() {
        return taken().self();
    }

    Whereabouts whereabouts(int partition) {
        return taken().reads().whereabouts(partition);
    }

    private Taken taken() {
        Taken now = taken.get();
        if (now == null) {
            throw new ProblemException(
                    Problem.of(ProblemType.UNAVAILABLE, "The ledger of this node is starting. Ask again.")
                            .retryAfter(1));
        }
        return now;
    }
}
