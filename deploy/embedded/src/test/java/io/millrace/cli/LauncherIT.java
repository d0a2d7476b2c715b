package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real `millrace` script, in a home of its own with a JDK and a Maven that only say what they were asked.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class LauncherIT {
    private static final Path SCRIPT =
            Path.of("../../millrace").toAbsolutePath().normalize();
    private static final List<String> TOOLS =
            List.of("sh", "dirname", "readlink", "find", "head", "tail", "sed", "cat", "mkdir", "rm", "touch", "sleep");

    @TempDir
    private Path folder;

    private Path home;
    private Path path;
    private final Map<String, String> environment = new HashMap<>();

    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        home = Files.createDirectories(folder.resolve("a home"));
        Files.copy(SCRIPT, home.resolve("millrace"));
        write(home.resolve("pom.xml"), "<project/>");
        write(home.resolve("domain/src/main/java/A.java"), "class A {}");
        path = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            tool(tool);
        }
        jdk("jdks/25", "25.0.3");
        environment.put("PATH", path.toString());
        environment.put("HOME", folder.toString());
        environment.put("MILLRACE_JAVA_SEARCH", folder.resolve("jdks").toString());
    }

    @Test
    void shouldBuildOnceAndStartTheProgram() throws IOException, InterruptedException {
        maven("true");

        Result first = launch("config", "--set", "log.file=/a b");
        Result second = launch("config");

        assertThat(first.err()).isEqualTo("Building Millrace (first run, about a minute) ...\n");
        assertThat(first.out())
                .contains("[-Dmillrace.home=" + home + "]", "[io.millrace.cli.Millrace][config][--set][log.file=/a b]");
        assertThat(Files.readString(home.resolve("target/launcher-build.log")))
                .contains("-Dmaven.test.skip=true package -pl deploy/embedded -am");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void shouldBuildAgainWhenASourceChanged() throws IOException, InterruptedException {
        maven("true");
        launch("config");

        Files.setLastModifiedTime(
                home.resolve("domain/src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(launch("config").err()).isEqualTo("Building Millrace (the sources changed) ...\n");
    }

    @Test
    void shouldBuildAgainWhenASourceChangedDuringTheBuild() throws IOException, InterruptedException {
        maven("until [ domain/src/main/java/A.java -nt target/launcher-build.started ]; do"
                + " touch domain/src/main/java/A.java; done");
        launch("config");

        assertThat(launch("config").err()).isEqualTo("Building Millrace (the sources changed) ...\n");
    }

    @Test
    void shouldBuildTheBenchmarksOnlyForBench() throws IOException, InterruptedException {
        maven("true");
        write(home.resolve("benchmarks/pom.xml"), "<project/>");
        launch("bench", "--list");

        assertThat(Files.readString(home.resolve("target/launcher-build.log")))
                .contains("-pl deploy/embedded,benchmarks -am");
        assertThat(launch("config").err()).isEmpty();
    }

    @Test
    void shouldBuildOnceWhenTwoStartTogether() throws IOException, InterruptedException {
        for (boolean flock : new boolean[] {false, true}) {
            if (flock) {
                tool("flock");
                Files.delete(jar());
            }
            Path go = folder.resolve("go-" + flock);
            maven("echo built >>'" + folder.resolve("built-" + flock) + "'; until [ -e '" + go
                    + "' ]; do sleep 0.05; done");

            Process one = start("config");
            Process other = start("config");
            // One of them builds, the other says that it waits; only then may the build go on.
            awaitWaiting(one, other);
            Files.createFile(go);

            assertThat(one.waitFor()).isZero();
            assertThat(other.waitFor()).isZero();
            assertThat(folder.resolve("built-" + flock)).hasContent("built");
        }
    }

    @Test
    void shouldShowTheEndOfTheLogWhenTheBuildFails() throws IOException, InterruptedException {
        maven("echo '[ERROR] it does not compile'; exit 1");

        Result result = launch("config");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("The build failed. The end of " + home.resolve("target/launcher-build.log") + ":\n")
                .contains("  [ERROR] it does not compile\n");
    }

    @Test
    void shouldSayWhatToInstallWhenMavenIsMissing() throws IOException, InterruptedException {
        Result result = launch("config");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("""
                        Millrace must be built (deploy/embedded), and there is no mvn on the PATH.
                        Install Maven 3.8 or newer (Debian: apt-get install maven), and run this again.
                        """);
    }

    @Test
    void shouldSayWhatToInstallWhenThereIsNoJdk() throws IOException, InterruptedException {
        jdk("old/17", "17.0.1");
        environment.put("MILLRACE_JAVA_SEARCH", folder.resolve("old") + ":/nowhere");
        environment.put("JAVA_HOME", "/nowhere/either");

        Result result = launch("--help");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("""
                        Millrace needs a JDK 25 or newer, and there is none here.
                        Found only:
                          Java 17 in %s/old/17
                        Install one (Debian:""".formatted(folder))
                .contains("MILLRACE_JAVA_HOME", folder + "/old /nowhere");
    }

    @Test
    void shouldRefuseAnExplicitJdkThatIsTooOld() throws IOException, InterruptedException {
        environment.put("MILLRACE_JAVA_HOME", jdk("old/17", "17.0.1").toString());

        assertThat(launch("--help").err())
                .startsWith("MILLRACE_JAVA_HOME=" + folder + "/old/17 is not a JDK 25 or newer.\n");
    }

    @Test
    void shouldPreferJavaHomeThenThePathWhenTheyAreNewEnough() throws IOException, InterruptedException {
        maven("true");
        Files.createSymbolicLink(path.resolve("java"), jdk("on-path", "26-ea").resolve("bin/java"));
        environment.put("JAVA_HOME", jdk("java-home", "25").toString());
        assertThat(launch("config").out()).startsWith("[" + folder + "/java-home/bin/java]");

        environment.put("JAVA_HOME", jdk("old/17", "17.0.1").toString());
        assertThat(launch("config").out()).startsWith("[" + folder + "/on-path/bin/java]");
    }

    @Test
    void shouldFindItsHomeThroughSymbolicLinks() throws IOException, InterruptedException {
        maven("true");
        Files.createSymbolicLink(folder.resolve("one"), Path.of("a home/millrace"));
        Path link = Files.createSymbolicLink(path.resolve("millrace"), Path.of("../one"));

        assertThat(launch(link, "config").out()).contains("[-Dmillrace.home=" + home + "]");
    }

    @Test
    void shouldUseAnAotCacheOnlyWhenItIsNewerThanTheJars() throws IOException, InterruptedException {
        maven("true");
        launch("config");
        Path cache = home.resolve("deploy/embedded/target/dist/millrace.aot");

        write(cache, "cache");
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(launch("config").out()).contains("[-XX:AOTCache=" + cache + "][-XX:AOTMode=auto]");

        Files.setLastModifiedTime(cache, FileTime.from(Instant.EPOCH));
        assertThat(launch("config").out()).doesNotContain("AOTCache");
    }

    @Test
    void shouldPassJvmArgumentsOn() throws IOException, InterruptedException {
        maven("true");
        environment.put("MILLRACE_JAVA_OPTS", "-Xmx2g -Da=b");

        assertThat(launch("config").out()).contains("[-Xmx2g][-Da=b][-cp]");
    }

    private Path jar() {
        return home.resolve("deploy/embedded/target/dist/lib/millrace-embedded-1.0.jar");
    }

    /// A JDK whose java prints its own path and its arguments.
    private Path jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), "printf '[%s]' \"$0\" \"$@\"");
        return jdk;
    }

    /// A Maven that prints its arguments, does something, and leaves the jars behind.
    private void maven(String body) throws IOException {
        String jars = "for jar in deploy/embedded/target/dist/lib/millrace-embedded-1.0.jar"
                + " benchmarks/target/dist/lib/millrace-benchmarks-1.0.jar; do"
                + " mkdir -p \"$(dirname $jar)\"; touch $jar; done";
        Files.deleteIfExists(path.resolve("mvn"));
        script(path.resolve("mvn"), "echo \"$@\"\n" + body + "\n" + jars);
    }

    private static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// Puts a tool of the machine on the script's PATH, where nothing else is.
    private void tool(String name) throws IOException {
        Path real = List.of("/bin", "/usr/bin").stream()
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        script(path.resolve(name), "exec " + real + " \"$@\"");
    }

    private Result launch(String... arguments) throws IOException, InterruptedException {
        return launch(home.resolve("millrace"), arguments);
    }

    private Result launch(Path script, String... arguments) throws IOException, InterruptedException {
        Process process = start(script, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    private Process start(String... arguments) throws IOException {
        return start(home.resolve("millrace"), arguments);
    }

    private Process start(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Reads one line of standard error of each; the two are "Building ..." and "Another ...", in either order.
    private static void awaitWaiting(Process one, Process other) throws IOException {
        assertThat(List.of(firstLine(one), firstLine(other)))
                .anyMatch(line -> line.startsWith("Building Millrace"))
                .contains("Another millrace is building; waiting for it ...");
    }

    private static String firstLine(Process process) throws IOException {
        return process.errorReader(StandardCharsets.UTF_8).readLine();
    }
}
