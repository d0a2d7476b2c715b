package io.millrace.cli;

import io.millrace.config.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/// Runs command lines inside the test's JVM and keeps what they print.
final class Runs {
    private Runs() {}

    record Result(int exitCode, String out, String err) {}

    static Result run(Path directory, String... arguments) {
        return run(directory, Map.of("HOME", "/home/planner"), arguments);
    }

    static Result run(Path directory, Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), Appearance.PLAIN);
        Program program = new Program(console, new Surroundings(environment, directory), directory);
        int exitCode = Millrace.run(program, arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
