package io.millrace.platform;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How PostgreSQL's programs are run: never as root, in a session of their own, deaf to the caller's environment.
final class PostgresCommand {
    private static final long ROOT = 0;

    private final Path binaries;
    private final List<String> prefix;

    private PostgresCommand(Path binaries, List<String> prefix) {
        this.binaries = binaries;
        this.prefix = prefix;
    }

    /// PostgreSQL refuses to run as root, so root runs it in a user namespace, where it is nobody. In a session of its
    /// own it does not get the terminal's Ctrl-C, which is for us: we stop it last.
    static PostgresCommand in(Path binaries) {
        List<String> prefix = new ArrayList<>();
        onPath("setsid").ifPresent(prefix::add);
        if (new UnixSystem().getUid() == ROOT) {
            prefix.addAll(List.of("unshare", "--user"));
            requireUserNamespace();
        }
        return new PostgresCommand(binaries, List.copyOf(prefix));
    }

    ProcessBuilder builder(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /// Runs a program to its end. A failure carries what it said.
    void run(String program, Path workingFolder, List<String> arguments) {
        Outcome outcome = run(builder(program, arguments).directory(workingFolder.toFile()));
        if (outcome.status() != 0) {
            throw new PlatformException("PostgreSQL's %s failed (status %d): %s"
                    .formatted(program, outcome.status(), outcome.output().strip()));
        }
    }

    private static void requireUserNamespace() {
        Outcome outcome = run(new ProcessBuilder("unshare", "--user", "true").redirectErrorStream(true));
        if (outcome.status() != 0) {
            throw new PlatformException(
                    ("PostgreSQL refuses to run as root, and this machine allows no user namespace to avoid "
                                    + "it (%s). Run Millrace as an ordinary user.")
                            .formatted(outcome.output().strip()));
        }
    }

    private static Outcome run(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while PostgreSQL was being prepared", e);
        }
    }

    private static Optional<String> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private record Outcome(int status, String output) {}
}
