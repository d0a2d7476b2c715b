package io.millrace.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs a benchmark in a JVM of its own: benchmarks have libraries that Millrace itself must not have.
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
        Path libraries = program.home().resolve("benchmarks/target/dist/lib");
        if (!hasJars(libraries)) {
            throw new CommandFailure(
                    "The benchmarks are not built: there are no jars in " + libraries + ".",
                    "Build them with: mvn -q -DskipTests package -pl benchmarks -am   (in " + program.home() + ")");
        }
        Process child = new ProcessBuilder(commandLine(libraries)).inheritIO().start();
        Thread stopper = new Thread(() -> stop(child), "bench-stopper");
        Runtime.getRuntime().addShutdownHook(stopper);
        return child.waitFor();
    }

    private static boolean hasJars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
            return jars.iterator().hasNext();
        }
    }

    private List<String> commandLine(Path libraries) {
        Path fallback = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse(fallback.toString()));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dmillrace.home=" + program.home());
        command.add("-cp");
        command.add(libraries + File.separator + "*");
        command.add(MAIN_CLASS);
        command.addAll(arguments);
        return command;
    }

    /// Ctrl-C reaches parent and child alike; a signal to the parent alone must not leave the child behind.
    private static void stop(Process child) {
        child.destroy();
        child.onExit().join();
    }
}
