package io.millrace.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The program in a process of its own, on its own libraries, as it was packaged.
final class RunningDemo implements AutoCloseable {
    private static final Pattern SERVICE = Pattern.compile("Service +(http\\S+)");
    private static final String END_OF_WELCOME = "Stop with Ctrl-C.";

    private final Process process;
    private final URI service;

    private RunningDemo(Process process, URI service) {
        this.process = process;
        this.service = service;
    }

    /// Starts it, and returns when it is ready.
    static RunningDemo start(Path data) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // it starts sooner, and does not live long
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar().toString(),
                        "demo",
                        "--port",
                        "0",
                        "--data",
                        data.toString()))
                .redirectErrorStream(true)
                .start();
        boolean ready = false;
        try {
            RunningDemo demo = new RunningDemo(process, welcome(process));
            ready = true;
            return demo;
        } finally {
            if (!ready) {
                process.destroyForcibly();
            }
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("../embedded/target/dist/lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("millrace-embedded-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static URI welcome(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            Matcher service = SERVICE.matcher(said);
            if (line.contains(END_OF_WELCOME) && service.find()) {
                return URI.create(service.group(1));
            }
        }
        throw new AssertionError("the demo ended before it was ready:\n" + said);
    }

    URI service() {
        return service;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
