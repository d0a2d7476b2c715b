package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;

/// How fast loaded history becomes demand days, and what demand costs beside the ledger.
public final class DemandBenchmark implements Benchmark {
    @Override
    public String name() {
        return "demand";
    }

    @Override
    public String description() {
        return "Loaded history to demand days through ledger and demand; journal lines through demand alone";
    }

    @Override
    public Report run(Effort effort) {
        boolean full = effort == Effort.FULL;
        Samples history = new Samples();
        Samples lines = new Samples();
        for (int round = 0; round < (full ? 3 : 1); round++) {
            history.add(historyItemDaysPerSecond(full ? 4_000 : 40));
            lines.add(demandLinesPerSecond(full ? 200_000 : 2_000));
        }
        return new Report(name())
                .line("Exactly once, one node of two cores with its broker, 4 partitions:")
                .figure("history_item_days_per_s", history, "item-days/s")
                .figure("demand_lines_per_s", lines, "lines/s");
    }

    /// Commands of two years each go in; the time runs until their demand days are committed.
    ///
    /// @param commands how many items' history is loaded
    public static double historyItemDaysPerSecond(int commands) {
        try (DemandScene scene = DemandScene.open()) {
            scene.startLedger();
            scene.startDemand();
            scene.awaitRunning();
            byte[][] records = DemandRecords.history(scene.registry(), commands);
            long started = System.nanoTime();
            scene.sendCommands(records);
            scene.awaitJournal();
            scene.awaitDemand();
            return (double) commands * DemandRecords.DAYS / seconds(started);
        }
    }

    /// The ledger writes a journal of sales; the time runs while demand, alone, works it off.
    public static double demandLinesPerSecond(int sales) {
        try (DemandScene scene = DemandScene.open()) {
            scene.startLedger();
            scene.startDemand();
            // Only what runs can be paused and start again.
            scene.awaitRunning();
            scene.demand().pause();
            scene.sendSales(DemandRecords.sales(scene.registry(), sales));
            scene.awaitJournal();
            scene.stopLedger();
            long started = System.nanoTime();
            scene.demand().resume();
            scene.awaitDemand();
            return (double) sales * DemandRecords.LINES / seconds(started);
        }
    }

    private static double seconds(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1e9;
    }
}
