package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.kit.Benchmark.Effort;

/// How much is measured.
///
/// @param shape the imitated shops
/// @param partitions of every topic of lanes
/// @param rounds how many count
/// @param warmUpShare of a round's events, once before the rounds
/// @param subjectEvents the ledger's events in a round: as many as take it a few seconds
/// @param bareEvents the same for bare Kafka Streams
/// @param postgresEvents the same for PostgreSQL
/// @param laneEvents in a round of one shop alone
/// @param fewPositions how many positions the small ledger has, whose cost per line is compared
/// @param latencySeconds how long events are sent at a steady rate
/// @param latencyWarmUpSeconds how much of that does not count
/// @param flushes how many writes the disk is measured with
record Plan(
        Shape shape,
        int partitions,
        int rounds,
        double warmUpShare,
        int subjectEvents,
        int bareEvents,
        int postgresEvents,
        int laneEvents,
        int fewPositions,
        double latencySeconds,
        double latencyWarmUpSeconds,
        int flushes) {
    static Plan of(Effort effort) {
        return switch (effort) {
            case FULL ->
                new Plan(Shape.of(200, 5_000), 12, 5, 1.5, 200_000, 120_000, 15_000, 40_000, 10_000, 24, 14, 500);
            case QUICK -> new Plan(Shape.of(4, 50), 2, 1, 0, 500, 500, 300, 200, 40, 0.5, 0, 20);
        };
    }
}
