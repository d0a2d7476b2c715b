package io.millrace.house.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files of the repository as an author sees them: what git tracks and what is new, but nothing that a build made.
///
/// Outside a git checkout (a source archive) the folder is walked instead.
record Repository(Path root) {
    private static final Set<String> NOT_SOURCES = Set.of(".git", ".idea", ".vscode", "node_modules", "target");

    /// The repository around the current directory.
    static Repository here() {
        var start = Path.of("").toAbsolutePath();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("house/pom.xml"))) {
                return new Repository(folder);
            }
        }
        throw new IllegalStateException("No folder with house/pom.xml at or above " + start);
    }

    /// Every file, relative to the root, in order.
    List<Path> files() {
        var tracked = Files.exists(root.resolve(".git")) ? listedByGit() : Optional.<List<Path>>empty();
        return tracked.orElseGet(this::walked).stream()
                .filter(file -> Files.isRegularFile(root.resolve(file)))
                .sorted()
                .toList();
    }

    List<Path> javaSources() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    String read(Path file) {
        try {
            return Files.readString(root.resolve(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + " as UTF-8", e);
        }
    }

    private Optional<List<Path>> listedByGit() {
        try {
            var git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var names = new String(git.getInputStream().readAllBytes(), UTF_8);
            return git.waitFor() == 0 ? Optional.of(paths(names)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while git listed the files", e);
        }
    }

    private static List<Path> paths(String names) {
        return Stream.of(names.split("\0"))
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
    }

    private List<Path> walked() {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_SOURCES.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(root.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the files of " + root, e);
        }
        return found;
    }
}
