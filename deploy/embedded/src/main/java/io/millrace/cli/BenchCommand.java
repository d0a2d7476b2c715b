package io.millrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs a benchmark in a JVM of its own.
@Command(
        name = "bench",
        description = "Measure Millrace, side by side with its peers.",
        customSynopsis = "millrace bench [NAME] [--list] [--quick] [ARGUMENT...]",
        footer = {
            "",
            "Everything after 'bench' is handed on to the benchmark. 'millrace bench --list' names them all.",
        })
final class BenchCommand implements Callable<Integer> {
    private static final String MAIN_CLASS = "io.millrace.benchmarks.Bench";

    private final Program program;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = new ArrayList<>();

    BenchCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new BenchmarksJvm(program).run(MAIN_CLASS, arguments);
    }
}
