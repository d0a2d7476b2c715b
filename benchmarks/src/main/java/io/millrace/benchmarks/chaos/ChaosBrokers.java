package io.millrace.benchmarks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The broker's process, which can be killed and comes back at the same address with the same data.
final class ChaosBrokers implements AutoCloseable {
    private static final String ANY_PORT = "0";
    private static final long PAUSE_NANOS = 20_000_000;

    private final Path folder;
    private final Path log;
    private final Path address;
    private final String bootstrapServers;
    private Process process;

    /// @param folder where its data goes
    /// @param log where it says what troubles it
    ChaosBrokers(Path folder, Path log) {
        this.folder = folder;
        this.log = log;
        this.address = log.resolveSibling("broker.address");
        this.process = launch(ANY_PORT);
        this.bootstrapServers = awaitReady(process);
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /// As `kill -9` does; returns when it is back.
    void killAndStart() {
        process.destroyForcibly().onExit().join();
        process = launch(bootstrapServers.substring(bootstrapServers.lastIndexOf(':') + 1));
        awaitReady(process);
    }

    private Process launch(String port) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosBroker.class.getName(),
                folder.toString(),
                port,
                address.toString());
        try {
            Files.deleteIfExists(address);
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
    }

    private String awaitReady(Process starting) {
        try {
            while (starting.isAlive()) {
                if (Files.exists(address) && Files.size(address) > 0) {
                    return Files.readString(address);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new IllegalStateException("the broker did not start; " + log + " says why");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
