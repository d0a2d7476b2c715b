package io.millrace.benchmarks.ledger;

/// Something that keeps stock: the ledger, or what it is measured beside. Each is given the same workload, and works it
/// off at its own pace.
interface LedgerPeer extends AutoCloseable {
    /// Counts all positions in. Not timed.
    void preload();

    /// Makes the next events ready to be worked off: in an input topic, or in memory. Not timed.
    void fill(int events);

    /// Works off what was made ready, to the last commit.
    ///
    /// @return lines per second
    double run();

    @Override
    void close();
}
