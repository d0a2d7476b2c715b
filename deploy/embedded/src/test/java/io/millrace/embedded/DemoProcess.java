package io.millrace.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A demo in a process of its own, as a user starts it.
final class DemoProcess implements AutoCloseable {
    private static final String END_OF_WELCOME = "Stop with Ctrl-C.";

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader out;
    private final List<String> printed = new ArrayList<>();

    private DemoProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts it on free ports and returns when it says that it is ready.
    static DemoProcess start(Path data, String... options) throws IOException {
        DemoProcess demo = launch(data, options);
        boolean ready = false;
        try {
            demo.readUntil(END_OF_WELCOME);
            ready = true;
            return demo;
        } finally {
            if (!ready) {
                demo.close();
            }
        }
    }

    /// Starts one that will refuse to, and returns all it says.
    static String refused(Path data, String... options) throws IOException {
        try (DemoProcess demo = launch(data, options)) {
            for (String line = demo.out.readLine(); line != null; line = demo.out.readLine()) {
                demo.printed.add(line);
            }
            return demo.printed();
        }
    }

    private static DemoProcess launch(Path data, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it starts sooner, and does not live long
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.millrace.cli.Millrace",
                "demo",
                "--port",
                "0",
                "--tills",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        return new DemoProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void readUntil(String end) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.add(line);
            if (line.contains(end)) {
                return;
            }
        }
        throw new AssertionError("the process ended before it said '" + end + "':\n" + String.join("\n", printed));
    }

    String printed() {
        return String.join("\n", printed);
    }

    long pid() {
        return process.pid();
    }

    String bootstrapServers() {
        return find("kafka://(\\S+)");
    }

    String registryUrl() {
        return find("Schema registry +(http\\S+)");
    }

    String serviceUrl() {
        return find("Service +(http\\S+)");
    }

    String databasePort() {
        return find("postgresql://127\\.0\\.0\\.1:(\\d+)/");
    }

    private String find(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(printed());
        if (!matcher.find()) {
            throw new AssertionError("nothing like " + pattern + " in:\n" + printed());
        }
        return matcher.group(1);
    }

    /// Ctrl-C, more or less: asks it to end and returns its exit code.
    int terminate() throws IOException, InterruptedException {
        process.toHandle().destroy(); // unlike process.destroy(), leaves its output open
        readUntil("Stopped in ");
        return process.waitFor();
    }

    /// What no process can prepare for.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Ends it in good order if a test did not, so that its database ends with it.
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        kill();
    }
}
