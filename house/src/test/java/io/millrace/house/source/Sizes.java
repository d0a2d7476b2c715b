package io.millrace.house.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// How long the Java sources and their methods are, in lines. Parses only, so code need not compile.
final class Sizes {
    private static final String NO_NAME = "(anonymous)";

    private Sizes() {}

    /// A file or a method and its length, from its first annotation to its last brace.
    record Size(String name, int lines) {}

    record Measured(List<Size> files, List<Size> methods) {
        Size largestFile() {
            return largest(files);
        }

        Size largestMethod() {
            return largest(methods);
        }

        private static Size largest(List<Size> sizes) {
            return sizes.stream()
                    .max(Comparator.comparingInt(Size::lines).thenComparing(Size::name, Comparator.reverseOrder()))
                    .orElse(new Size("none", 0));
        }
    }

    static Measured of(Repository repository) {
        var sources = repository.javaSources();
        var files = sources.stream()
                .map(file -> new Size(
                        named(file),
                        Math.toIntExact(repository.read(file).lines().count())))
                .toList();
        return new Measured(files, sources.isEmpty() ? List.of() : methods(repository, sources));
    }

    private static List<Size> methods(Repository repository, List<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(
                    sources.stream().map(repository.root()::resolve).toList());
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
            var positions = Trees.instance(task).getSourcePositions();
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .flatMap(unit -> new Methods(repository, unit, positions).measured().stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot parse the Java sources of " + repository.root(), e);
        }
    }

    private static String named(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static final class Methods extends TreePathScanner<@Nullable Void, String> {
        private final String file;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Size> found = new ArrayList<>();

        Methods(Repository repository, CompilationUnitTree unit, SourcePositions positions) {
            this.file = named(
                    repository.root().relativize(Path.of(unit.getSourceFile().toUri())));
            this.unit = unit;
            this.positions = positions;
        }

        List<Size> measured() {
            scan(unit, "");
            return found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            var name = type.getSimpleName().isEmpty()
                    ? NO_NAME
                    : type.getSimpleName().toString();
            return super.visitClass(type, outer.isEmpty() ? name : outer + "." + name);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, String type) {
            var lines = unit.getLineMap();
            var first = lines.getLineNumber(positions.getStartPosition(unit, method));
            var last = lines.getLineNumber(positions.getEndPosition(unit, method));
            var name = method.getName().contentEquals("<init>") ? "new" : method.getName();
            found.add(new Size(file + "#" + type + "." + name, Math.toIntExact(last - first + 1)));
            return super.visitMethod(method, type);
        }
    }
}
