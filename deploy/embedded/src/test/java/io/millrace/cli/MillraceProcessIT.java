package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.config.Log;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;

/// What only a process of its own can show: signals, exit codes, and what reaches the console.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@Execution(ExecutionMode.CONCURRENT)
class MillraceProcessIT {
    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    /// Runs until it is stopped; with the argument "hang" it never finishes closing.
    static final class Service {
        private Service() {}

        public static void main(String[] arguments) throws InterruptedException {
            Console console = Console.ofProcess(System.getenv());
            Logging logging = Logging.start(
                    new Log(Log.Level.INFO, Path.of(arguments[0], "logs", "millrace.log"), Log.Shown.OFF));
            ShutdownLatch latch = ShutdownLatch.install(console);
            latch.closes("log", logging::close);
            latch.closes("service", () -> {
                console.line("closing");
                if (arguments[1].equals("hang")) {
                    new CountDownLatch(1).await();
                }
            });
            LoggerFactory.getLogger("io.millrace.test").info("started");
            LoggerFactory.getLogger("org.apache.kafka.test").info("too much to say");
            java.util.logging.Logger.getLogger("io.helidon.test").warning("from elsewhere");
            console.line("ready");
            latch.await();
        }
    }

    @Test
    void shouldCloseAndEndWithZeroWhenInterrupted() throws IOException, InterruptedException {
        for (String signal : List.of("INT", "TERM", "HUP")) {
            Process process = service("close");
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            assertThat(out.readLine()).isEqualTo("ready");

            kill(process, signal);

            assertThat(out.readLine()).isEqualTo("closing");
            assertThat(out.readLine()).startsWith("Stopped in ");
            assertThat(process.waitFor()).isZero();
            assertThat(process.errorReader(StandardCharsets.UTF_8).readLine()).isNull();
        }
    }

    @Test
    void shouldEndAtOnceWhenInterruptedTwice() throws IOException, InterruptedException {
        Process process = service("hang");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("ready");

        kill(process, "INT");
        assertThat(out.readLine()).isEqualTo("closing");
        kill(process, "INT");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
    }

    @Test
    void shouldLogToTheFileOnly() throws IOException, InterruptedException {
        Process process = service("close");
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        kill(process, "TERM");
        process.waitFor();

        List<String> messages = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("logs/millrace.log"))) {
            JsonNode json = JsonMapper.builder().build().readTree(line);
            messages.add(
                    json.get("level").textValue() + " " + json.get("logger").textValue() + ": "
                            + json.get("message").textValue());
        }
        assertThat(messages).containsExactly("INFO io.millrace.test: started", "WARN io.helidon.test: from elsewhere");
        assertThat(permissions("logs")).isEqualTo("rwx------");
        assertThat(permissions("logs/millrace.log")).isEqualTo("rw-------");
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    @Test
    void shouldAnswerWithExitCodes() throws IOException, InterruptedException {
        assertThat(java("io.millrace.cli.Millrace", "--help").waitFor()).isZero();
        assertThat(java("io.millrace.cli.Millrace", "confg").waitFor()).isEqualTo(2);
        assertThat(java("io.millrace.cli.Millrace", "config", "--port", "x").waitFor())
                .isEqualTo(3);
        assertThat(java("io.millrace.cli.Millrace", "bench").waitFor()).isEqualTo(1);
    }

    @Test
    void shouldRunBenchmarksInAJvmOfTheirOwn() throws IOException, InterruptedException {
        benchmarks("""
                package io.millrace.benchmarks;
                class Bench {
                    public static void main(String[] arguments) {
                        System.out.println(String.join("|", arguments));
                        System.exit(7);
                    }
                }
                """);

        Process process = bench("serde", "--quick", "--help", "--", "-f", "a b");

        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("serde|--quick|--help|--|-f|a b");
        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(bench("--list").inputReader(StandardCharsets.UTF_8).readLine())
                .isEqualTo("--list");
    }

    /// Compiles a class into the jar that the command looks for.
    private void benchmarks(String source) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path file = Files.writeString(folder.resolve("Bench.java"), source);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", classes.toString(), file.toString()))
                .isZero();
        Path jar = Files.createDirectories(folder.resolve("benchmarks/target/dist/lib"))
                .resolve("millrace-benchmarks-1.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new ZipEntry("io/millrace/benchmarks/Bench.class"));
            entries.write(Files.readAllBytes(classes.resolve("io/millrace/benchmarks/Bench.class")));
        }
    }

    private Process service(String manner) throws IOException {
        return java(Service.class.getName(), folder.toString(), manner);
    }

    private Process java(String mainClass, String... arguments) throws IOException {
        return java(Map.of(), mainClass, arguments);
    }

    /// A benchmark's JVM writes to all of its heap before it begins, a quarter of the machine's memory: here a little.
    private Process bench(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(arguments));
        return java(Map.of("JDK_JAVA_OPTIONS", "-Xmx128m"), "io.millrace.cli.Millrace", all.toArray(String[]::new));
    }

    private Process java(Map<String, String> environment, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it starts sooner, and does not live long
                "-XX:+UseSerialGC",
                "-Dmillrace.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void kill(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }
}
