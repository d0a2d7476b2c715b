package io.millrace.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData;

/// Generates the same records as everybody else has them: by Avro's own compiler, for the shaded Avro that Confluent's
/// classes come with. They are the other side of benchmarks: `GenerateConfluentPeer <schema file> <java folder>`.
///
/// It runs with the release of Avro's compiler that the shaded Avro is of.
public final class GenerateConfluentPeer {
    private static final String OURS = "io.millrace.events";
    private static final String PEER = "io.millrace.benchmarks.peer";

    private GenerateConfluentPeer() {}

    public static void main(String[] args) throws IOException {
        String schema = Files.readString(Path.of(args[0]));
        Path target = Path.of(args[1]);
        Path fresh = Files.createTempDirectory("peer");
        compile(new Schema.Parser().parse(schema.replace(OURS, PEER)), fresh);
        for (Path source : javaFiles(fresh)) {
            String shaded = Files.readString(source).replace("org.apache.avro", "org.apache.pulsar.kafka.shade.avro");
            Path file = target.resolve(fresh.relativize(source));
            if (!Files.exists(file) || !Files.readString(file).equals(shaded)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, shaded);
            }
        }
        delete(fresh);
    }

    private static void compile(Schema schema, Path folder) throws IOException {
        SpecificCompiler compiler = new SpecificCompiler(schema);
        compiler.setStringType(GenericData.StringType.String);
        compiler.setEnableDecimalLogicalType(true);
        compiler.compileToDestination(null, folder.toFile());
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
