package io.millrace.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.idl.IdlFile;
import org.apache.avro.idl.IdlReader;

/// Everything the `.avdl` files define: all named schemas, and the roots, which are the values of topics.
final class Contract {
    private final Map<String, Schema> named;
    private final Map<String, Schema> roots;
    private final Map<String, List<String>> unionsByMember = new TreeMap<>();

    private Contract(Map<String, Schema> named, Map<String, Schema> roots) {
        this.named = named;
        this.roots = roots;
        named.values().forEach(this::findUnions);
    }

    static Contract read(Path folder) throws IOException {
        Map<String, Schema> named = new TreeMap<>();
        Map<String, Schema> roots = new LinkedHashMap<>();
        for (Path file : avdlFiles(folder)) {
            IdlFile idl = new IdlReader().parse(file);
            if (!idl.getWarnings().isEmpty()) {
                throw new IllegalArgumentException(file + ": " + String.join("; ", idl.getWarnings()));
            }
            idl.getNamedSchemas().forEach(named::putIfAbsent);
            Schema root = idl.getMainSchema();
            if (root != null) {
                roots.put(root.getFullName(), root);
            }
        }
        return new Contract(named, roots);
    }

    private static List<Path> avdlFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".avdl"))
                    .sorted()
                    .toList();
        }
    }

    Collection<Schema> namedSchemas() {
        return named.values();
    }

    Collection<Schema> roots() {
        return roots.values();
    }

    boolean isRoot(Schema schema) {
        return roots.containsKey(schema.getFullName());
    }

    /// The sealed interfaces a record belongs to, because a union somewhere lists it.
    List<String> unionsOf(Schema member) {
        return unionsByMember.getOrDefault(member.getFullName(), List.of());
    }

    private void findUnions(Schema record) {
        if (record.getType() != Schema.Type.RECORD) {
            return;
        }
        for (Schema.Field field : record.getFields()) {
            List<Schema> members = Unions.recordMembers(field.schema());
            for (Schema member : members) {
                requireSamePackage(record, field, member);
                unionsByMember
                        .computeIfAbsent(member.getFullName(), name -> new ArrayList<>())
                        .add(record.getFullName() + "." + Unions.interfaceName(field));
            }
        }
    }

    private static void requireSamePackage(Schema record, Schema.Field field, Schema member) {
        if (!record.getNamespace().equals(member.getNamespace())) {
            throw new IllegalArgumentException("union " + record.getFullName() + "." + field.name() + " lists "
                    + member.getFullName() + ", which is in another namespace; Java seals an interface only within one"
                    + " package. Wrap it in a record of " + record.getNamespace());
        }
    }
}
