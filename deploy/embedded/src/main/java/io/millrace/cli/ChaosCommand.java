package io.millrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Kills parts of Millrace under load, in JVMs of their own, and counts what was lost.
@Command(
        name = "chaos",
        description = "Kill Millrace at random moments, and count what was lost.",
        customSynopsis = "millrace chaos ledger [--kills N] [--nodes N] [--kill-broker] [--seed S]",
        footer = {
            "",
            "Without --kills the ledger's process is killed 20 times. --nodes 2 lets two share the work and kills the",
            "busier one; --kill-broker kills the broker instead. --seed repeats a run.",
        })
final class ChaosCommand implements Callable<Integer> {
    private static final String MAIN_CLASS = "io.millrace.benchmarks.chaos.Chaos";

    private final Program program;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = new ArrayList<>();

    ChaosCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new BenchmarksJvm(program).run(MAIN_CLASS, arguments);
    }
}
