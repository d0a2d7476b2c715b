package io.millrace.house.source;

import com.palantir.javaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Compares every Java source with its formatted self; as a program, `./format` runs it to write what differs.
final class Format {
    private final Repository repository;
    private final JavaFormat format = new JavaFormat();

    Format(Repository repository) {
        this.repository = repository;
    }

    /// A source that is not in its one form, or that the formatter cannot read.
    sealed interface Finding {
        Path file();

        record Unformatted(Path file, String formatted) implements Finding {}

        record Unreadable(Path file, String reason) implements Finding {}
    }

    static void main() throws IOException {
        var repository = Repository.here();
        var unreadable = new ArrayList<Finding.Unreadable>();
        for (var finding : new Format(repository).findings()) {
            switch (finding) {
                case Finding.Unformatted(var file, var formatted) -> {
                    Files.writeString(repository.root().resolve(file), formatted);
                    IO.println("formatted " + file);
                }
                case Finding.Unreadable problem -> unreadable.add(problem);
            }
        }
        unreadable.forEach(problem -> System.err.println(problem.file() + ": " + problem.reason()));
        System.exit(unreadable.isEmpty() ? 0 : 1);
    }

    List<Finding> findings() {
        return repository.javaSources().parallelStream().flatMap(this::finding).toList();
    }

    private Stream<Finding> finding(Path file) {
        var source = repository.read(file);
        try {
            var formatted = format.format(source);
            return formatted.equals(source) ? Stream.empty() : Stream.of(new Finding.Unformatted(file, formatted));
        } catch (FormatterException e) {
            return Stream.of(new Finding.Unreadable(file, e.getMessage()));
        }
    }
}
