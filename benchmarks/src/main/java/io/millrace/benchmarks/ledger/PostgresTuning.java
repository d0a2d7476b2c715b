package io.millrace.benchmarks.ledger;

import java.util.Map;

/// What an expert would set for a ledger on this machine. Every commit is still on disk before it is acknowledged.
final class PostgresTuning {
    /// All positions and their indexes in memory, and no checkpoint while the clock runs.
    static final Map<String, String> SETTINGS = Map.of(
            "shared_buffers", "1GB",
            "effective_cache_size", "4GB",
            "wal_buffers", "64MB",
            "max_wal_size", "16GB",
            "min_wal_size", "2GB",
            "checkpoint_timeout", "30min");

    /// One plan for all calls, made once.
    static final String CONNECTION_OPTIONS = "-c plan_cache_mode=force_generic_plan";

    private PostgresTuning() {}
}
