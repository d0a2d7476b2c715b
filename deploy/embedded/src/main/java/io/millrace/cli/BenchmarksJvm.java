package io.millrace.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The JVM that benchmarks and chaos run in: they have libraries that Millrace itself must not have.
final class BenchmarksJvm {
    private final Program program;

    BenchmarksJvm(Program program) {
        this.program = program;
    }

    /// Runs a main class with its arguments, and returns how it ended.
    int run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        Path libraries = program.home().resolve("benchmarks/target/dist/lib");
        if (!hasJars(libraries)) {
            throw new CommandFailure(
                    "The benchmarks are not built: there are no jars in " + libraries + ".",
                    "Build them with: mvn -q -DskipTests package -pl benchmarks -am   (in " + program.home() + ")");
        }
        Process child = new ProcessBuilder(commandLine(libraries, mainClass, arguments))
                .inheritIO()
                .start();
        Thread stopper = new Thread(() -> stop(child), "child-stopper");
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

    private List<String> commandLine(Path libraries, String mainClass, List<String> arguments) {
        Path fallback = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse(fallback.toString()));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        // A heap that grows while it is measured would count against whoever comes first.
        command.add("-XX:InitialRAMPercentage=25");
        command.add("-XX:+AlwaysPreTouch");
        command.add("-Dmillrace.home=" + program.home());
        command.add("-cp");
        command.add(libraries + File.separator + "*");
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /// Ctrl-C reaches parent and child alike; a signal to the parent alone must not leave the child behind.
    private static void stop(Process child) {
        child.destroy();
        child.onExit().join();
    }
}
