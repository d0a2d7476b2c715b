package io.millrace.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/// The entry: `Generate <folder of .avdl files> <folder for Java> <folder for resources>`.
public final class Generate {
    private Generate() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: Generate <avdl folder> <java folder> <resource folder>");
        }
        run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    }

    static void run(Path avdlFolder, Path javaFolder, Path resourceFolder) throws IOException {
        Contract contract = Contract.read(avdlFolder);
        JavaTypes types = new JavaTypes(contract);
        for (Schema schema : contract.namedSchemas()) {
            String source = schema.getType() == Schema.Type.ENUM
                    ? new EnumSource(schema).toString()
                    : new RecordSource(schema, types, contract.isRoot(schema)).toString();
            write(javaFolder.resolve(schema.getFullName().replace('.', '/') + ".java"), source);
        }
        for (Schema root : contract.roots()) {
            write(
                    resourceFolder.resolve(root.getFullName().replace('.', '/') + ".avsc"),
                    SchemaFormatter.format("json/pretty", root) + "\n");
        }
    }

    /// Leaves an unchanged file alone, so that an incremental compile stays incremental.
    private static void write(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
