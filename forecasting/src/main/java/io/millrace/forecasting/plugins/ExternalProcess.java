package io.millrace.forecasting.plugins;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A command of the shell that gets lines and answers with lines. It has so long; then it and all it started are ended.
final class ExternalProcess {
    private static final int COMPLAINTS_KEPT = 10;

    private final String command;
    private final Duration limit;

    ExternalProcess(String command, Duration limit) {
        this.command = command;
        this.limit = limit;
    }

    /// What the command answers to these lines.
    List<String> answers(List<String> lines) {
        Process process = started();
        try {
            CompletableFuture<List<String>> answers = reading(process.getInputStream(), Integer.MAX_VALUE);
            CompletableFuture<List<String>> complaints = reading(process.getErrorStream(), COMPLAINTS_KEPT);
            CompletableFuture<Boolean> written =
                    CompletableFuture.supplyAsync(() -> write(process, lines), Thread::startVirtualThread);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PluginException("'" + command + "' was not done after " + limit.toSeconds()
                        + " s and was ended; give it longer with --exec-seconds, or fewer series");
            }
            if (process.exitValue() != 0) {
                throw new PluginException("'" + command + "' ended with code " + process.exitValue() + " and said: "
                        + String.join("\n", complaints.join()));
            }
            written.join();
            return answers.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PluginException("'" + command + "' was ended because the forecast was cancelled", interrupted);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process started() {
        try {
            return new ProcessBuilder("/bin/sh", "-c", command).start();
        } catch (IOException broken) {
            throw new PluginException(
                    "'" + command + "' cannot be started: " + broken.getMessage() + "; it is run by /bin/sh", broken);
        }
    }

    /// Whether the command took every line; it may answer without reading to the end.
    private static boolean write(Process process, List<String> lines) {
        try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line : lines) {
                writer.write(line);
                writer.write('\n');
            }
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /// The last lines of a stream, all read as they come so that the command never waits.
    private static CompletableFuture<List<String>> reading(InputStream stream, int most) {
        return CompletableFuture.supplyAsync(() -> read(stream, most), Thread::startVirtualThread);
    }

    private static List<String> read(InputStream stream, int most) {
        Deque<String> lines = new ArrayDeque<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.addLast(line);
                if (lines.size() > most) {
                    lines.removeFirst();
                }
            }
        } catch (IOException closed) {
            throw new UncheckedIOException("The answer broke off", closed);
        }
        return new ArrayList<>(lines);
    }
}
