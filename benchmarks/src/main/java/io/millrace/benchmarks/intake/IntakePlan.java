package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Benchmark.Effort;

/// How much is measured.
///
/// @param partitions of every topic of lanes
/// @param rounds how many count
/// @param recordsPerRound that are copied in each; a first round, which does not count, has as many
/// @param backlog how many records the flooding tenant has waiting
/// @param floodLimit how many of them it may send in a second
/// @param quietPerSecond how many records the quiet tenant sends
/// @param quietSeconds for how long
/// @param shareRounds how many rounds of the whole way count
/// @param salesPerRound how many sales go through in each
/// @param historyRounds how many rounds of loaded history count
/// @param historiesPerRound how many items' history is loaded in each
/// @param importItems how many items are put into the catalogue
record IntakePlan(
        int partitions,
        int rounds,
        int recordsPerRound,
        int backlog,
        int floodLimit,
        int quietPerSecond,
        int quietSeconds,
        int shareRounds,
        int salesPerRound,
        int historyRounds,
        int historiesPerRound,
        int importItems) {
    static IntakePlan of(Effort effort) {
        return switch (effort) {
            case FULL -> new IntakePlan(12, 7, 400_000, 400_000, 5_000, 200, 15, 5, 120_000, 3, 4_000, 1_000_000);
            case QUICK -> new IntakePlan(2, 1, 2_000, 4_000, 1_000, 100, 1, 1, 500, 1, 40, 2_000);
        };
    }
}
