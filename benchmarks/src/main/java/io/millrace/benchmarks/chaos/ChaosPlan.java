package io.millrace.benchmarks.chaos;

/// What is to be done to a ledger.
///
/// @param kills how often something is killed
/// @param nodes how many nodes share the work; with more than one, it is the busiest that is killed
/// @param killBroker whether it is the broker that is killed, not a node
/// @param seed makes a run repeatable, but for the moments of the kills
public record ChaosPlan(int kills, int nodes, boolean killBroker, long seed) {
    private static final int NODES_MAX = 4;

    public ChaosPlan {
        if (kills < 1) {
            throw new IllegalArgumentException("--kills is " + kills + " and must be 1 or more");
        }
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException("--nodes is " + nodes + " and must be from 1 to " + NODES_MAX);
        }
        if (killBroker && nodes > 1) {
            throw new IllegalArgumentException("--kill-broker spares the nodes: leave out --nodes");
        }
    }

    String inWords() {
        String what =
                killBroker ? "the broker" : nodes > 1 ? "the busiest of " + nodes + " nodes" : "the ledger's process";
        return "Killing " + what + " " + kills + " times under load, seed " + seed;
    }
}
