package io.millrace.platform.registry;

import io.millrace.schemas.avro.SchemaLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.jspecify.annotations.Nullable;

/// BACKWARD_TRANSITIVE: a new schema must read what every older version wrote. Says where and why it does not.
final class Compatibility {
    static final String LEVEL = "BACKWARD_TRANSITIVE";

    private Compatibility() {}

    /// @param writers versions the new schema must be able to read
    static List<String> incompatibilities(Schema reader, RegistryState state, List<SchemaVersion> writers) {
        List<String> reasons = new ArrayList<>();
        for (SchemaVersion writer : writers) {
            reasons.addAll(incompatibilities(reader, state.schemaOf(writer), "version " + writer.version()));
        }
        return reasons.stream().distinct().toList();
    }

    static List<String> incompatibilities(Schema reader, Schema writer, String writerName) {
        List<String> reasons = new ArrayList<>();
        check(reader, writer, writerName, SchemaPath.root(reader), reasons);
        // What Avro itself lets pass: the same bytes taken for another value.
        SchemaLayout.meaningConflict(writer, reader)
                .ifPresent(conflict -> add(
                        "in " + writerName + " " + conflict + "; keep the logical type, or add another field",
                        reasons));
        return reasons;
    }

    private static void check(Schema reader, Schema writer, String writerName, SchemaPath path, List<String> reasons) {
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .forEach(found -> explain(found, writerName, path.follow(found.getLocation()), reasons));
    }

    private static void explain(Incompatibility found, String writerName, SchemaPath path, List<String> reasons) {
        if (found.getType() == SchemaIncompatibilityType.MISSING_UNION_BRANCH) {
            Schema writer = found.getWriterFragment();
            (writer.isUnion() ? writer.getTypes() : List.of(writer))
                    .forEach(type -> explainBranch(found.getReaderFragment(), type, writerName, path, reasons));
        } else {
            add("at " + path + ": " + why(found, writerName), reasons);
        }
    }

    /// Avro only says that no branch fits; the one that should have fitted knows why it does not.
    private static void explainBranch(
            Schema reader, Schema writer, String writerName, SchemaPath path, List<String> reasons) {
        if (SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
                == SchemaCompatibilityType.COMPATIBLE) {
            return;
        }
        Schema branch = counterpart(reader, writer);
        if (branch == null) {
            add(
                    "at " + path + ": " + writerName + " may hold " + name(writer) + ", which " + name(reader)
                            + " does not take; keep that type",
                    reasons);
        } else {
            check(branch, writer, writerName, path.into(branch), reasons);
        }
    }

    private static void add(String reason, List<String> reasons) {
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    private static @Nullable Schema counterpart(Schema reader, Schema writer) {
        return (reader.isUnion() ? reader.getTypes() : List.<Schema>of())
                .stream()
                        .filter(branch -> branch.getType() == writer.getType()
                                && branch.getFullName().equals(writer.getFullName()))
                        .findFirst()
                        .orElse(null);
    }

    private static String why(Incompatibility found, String writerName) {
        Schema reader = found.getReaderFragment();
        Schema writer = found.getWriterFragment();
        return switch (found.getType()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE ->
                "the field is not in " + writerName + " and has no default; give it a default";
            case TYPE_MISMATCH ->
                writerName + " wrote " + name(writer) + ", which cannot be read as " + name(reader)
                        + "; keep the type or add a new field";
            case MISSING_ENUM_SYMBOLS ->
                writerName + " may hold the symbols " + found.getMessage()
                        + ", which are missing; keep them or give the enum a default";
            case FIXED_SIZE_MISMATCH ->
                writerName + " wrote " + writer.getFixedSize() + " bytes, this reads " + reader.getFixedSize()
                        + "; keep the size";
            case NAME_MISMATCH ->
                writerName + " calls the type " + writer.getFullName() + ", this calls it " + reader.getFullName()
                        + "; keep the name or give the old one as an alias";
            case MISSING_UNION_BRANCH ->
                writerName + " may hold what " + name(reader) + " does not take; keep its types";
        };
    }

    private static String name(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            case ARRAY -> "array of " + name(schema.getElementType());
            case MAP -> "map of " + name(schema.getValueType());
            case UNION ->
                schema.getTypes().stream().map(Compatibility::name).toList().toString();
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
                schema.getType().getName();
        };
    }
}
