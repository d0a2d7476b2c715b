package io.millrace.benchmarks.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Starts node processes, and kills them.
final class ChaosNodes implements AutoCloseable {
    private final List<String> command;
    private final Path folder;
    private final Map<String, Process> running = new HashMap<>();

    ChaosNodes(String bootstrapServers, String registry, int partitions, Path folder) {
        this.folder = folder;
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosNode.class.getName(),
                bootstrapServers,
                registry,
                String.valueOf(partitions));
    }

    static List<String> names(int nodes) {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(number -> "node-" + number)
                .toList();
    }

    void start(String name) {
        List<String> whole = new ArrayList<>(command);
        whole.add(folder.resolve(name).toString());
        whole.add(name);
        File log = folder.resolve(name + ".log").toFile();
        try {
            Process process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            running.put(name, process);
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
    }

    /// As `kill -9` does.
    void kill(String name) {
        Process process = running.remove(name);
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    void killAll() {
        List.copyOf(running.keySet()).forEach(this::kill);
    }

    @Override
    public void close() {
        killAll();
    }
}
