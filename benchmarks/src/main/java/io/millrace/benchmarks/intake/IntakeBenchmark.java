package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import java.util.List;

/// What is around the ledger at work: each group of figures has a class of its own.
public final class IntakeBenchmark implements Benchmark {
    private final List<FigureGroup> groups = List.of(
            new CopyFigures(), new FloodFigures(), new ShareFigures(), new HistoryFigures(), new ImportFigures());

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String description() {
        return "what tenants write, beside a raw copy; the ledger among intake and demand; history and catalogue loaded";
    }

    @Override
    public Report run(Effort effort) {
        Report report = new Report(name());
        for (FigureGroup group : groups) {
            try (IntakeScene scene = IntakeScene.open(IntakePlan.of(effort))) {
                group.measure(scene, report);
            }
        }
        return report;
    }
}
