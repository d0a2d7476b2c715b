package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.kit.Samples;
import java.util.ArrayList;
import java.util.List;

/// Lets several ledgers work one after the other, again and again, so that whatever else the machine does meets all of
/// them.
final class Rounds {
    private final List<Entrant> entrants = new ArrayList<>();

    private record Entrant(LedgerPeer peer, int events, Samples linesPerSecond) {}

    /// Adds a ledger.
    ///
    /// @param events how many it works off in a round
    /// @return where its lines per second will be
    Samples add(LedgerPeer peer, int events) {
        Samples samples = new Samples();
        entrants.add(new Entrant(peer, events, samples));
        return samples;
    }

    void run(Plan plan) {
        if (plan.warmUpShare() > 0) {
            for (Entrant entrant : entrants) {
                work(entrant.peer(), (int) (entrant.events() * plan.warmUpShare()));
            }
        }
        for (int round = 0; round < plan.rounds(); round++) {
            for (Entrant entrant : entrants) {
                entrant.linesPerSecond().add(work(entrant.peer(), entrant.events()));
            }
        }
    }

    private static double work(LedgerPeer peer, int events) {
        peer.fill(events);
        return peer.run();
    }
}
