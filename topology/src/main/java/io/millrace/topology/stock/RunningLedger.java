package io.millrace.topology.stock;

import io.millrace.topology.RunningStreams;
import io.millrace.topology.stock.query.StockReads;

/// The stock ledger, running in this process, and what can be asked of it.
public record RunningLedger(RunningStreams streams, StockReads reads, LedgerMeter meter) implements AutoCloseable {
    @Override
    public void close() {
        streams.close();
    }
}
