package io.millrace.topology.stock;

import io.millrace.topology.RecordTraces;

/// Who hears of what the ledger does, beside those who read its topics.
///
/// @param meter counts
/// @param traces joins the ledger to the traces that records carry
public record LedgerWatch(LedgerMeter meter, RecordTraces traces) {
    /// Counts for nobody, and traces nothing.
    public static LedgerWatch unwatched() {
        return tracing(RecordTraces.NONE);
    }

    /// Counts, and traces so.
    public static LedgerWatch tracing(RecordTraces traces) {
        return new LedgerWatch(new LedgerMeter(), traces);
    }
}
