package io.millrace.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A JVM of its own with this test's classes, whose lines we read and which we can kill.
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /// Reads on until the lines said so far satisfy the condition. False if the process ended before.
    boolean readUntil(Predicate<List<String>> condition) throws IOException {
        while (!condition.test(lines)) {
            String line = output.readLine();
            if (line == null) {
                return false;
            }
            lines.add(line);
        }
        return true;
    }

    /// Reads on until it has said more than so many lines of a kind. False if the process ended before.
    boolean readUntilMoreThan(int count, String kind) throws IOException {
        long said = lines.stream().filter(line -> line.startsWith(kind)).count();
        while (said <= count) {
            String line = output.readLine();
            if (line == null) {
                return false;
            }
            lines.add(line);
            said += line.startsWith(kind) ? 1 : 0;
        }
        return true;
    }

    /// Kill -9. Returns all it had said by then.
    List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
        }
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The child JVM can't be killed");
        }
        return lines;
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
