package io.millrace.schemas.avro;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/// Compares schemas by what Avro's own rules leave open: whether bytes are laid out alike, and whether the same bytes
/// mean the same.
///
/// Avro resolves `decimal(18,2)` to `decimal(18,3)` without a word and reads every amount ten times too small; here
/// that is a conflict.
public final class SchemaLayout {
    private SchemaLayout() {}

    /// Whether every record of the one schema is, byte by byte and in meaning, a record of the other. Names of fields
    /// and their order count; documentation, defaults, aliases and properties do not.
    static boolean isSame(Schema writer, Schema reader) {
        return isSame(writer, reader, new HashSet<>());
    }

    private static boolean isSame(Schema writer, Schema reader, Set<Pair> seen) {
        if (writer.getType() != reader.getType() || meaningConflict(writer, reader, "") != null) {
            return false;
        }
        return switch (reader.getType()) {
            case RECORD ->
                !seen.add(Pair.of(writer, reader))
                        || (writer.getName().equals(reader.getName()) && haveSameFields(writer, reader, seen));
            case ENUM -> writer.getEnumSymbols().equals(reader.getEnumSymbols());
            case FIXED -> writer.getFixedSize() == reader.getFixedSize();
            case ARRAY -> isSame(writer.getElementType(), reader.getElementType(), seen);
            case MAP -> isSame(writer.getValueType(), reader.getValueType(), seen);
            case UNION -> haveSameBranches(writer.getTypes(), reader.getTypes(), seen);
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> true;
        };
    }

    private static boolean haveSameFields(Schema writer, Schema reader, Set<Pair> seen) {
        List<Schema.Field> writerFields = writer.getFields();
        List<Schema.Field> readerFields = reader.getFields();
        if (writerFields.size() != readerFields.size()) {
            return false;
        }
        for (int i = 0; i < readerFields.size(); i++) {
            if (!writerFields.get(i).name().equals(readerFields.get(i).name())
                    || !isSame(writerFields.get(i).schema(), readerFields.get(i).schema(), seen)) {
                return false;
            }
        }
        return true;
    }

    private static boolean haveSameBranches(List<Schema> writer, List<Schema> reader, Set<Pair> seen) {
        if (writer.size() != reader.size()) {
            return false;
        }
        for (int i = 0; i < reader.size(); i++) {
            if (!isSame(writer.get(i), reader.get(i), seen)) {
                return false;
            }
        }
        return true;
    }

    /// The first place at which a reader would take a value for something else than the writer meant: another scale of
    /// a decimal, another unit of time. Empty if there is none.
    public static Optional<String> meaningConflict(Schema writer, Schema reader) {
        return conflict(writer, reader, "", new HashSet<>());
    }

    private static Optional<String> conflict(Schema writer, Schema reader, String path, Set<Pair> seen) {
        if (writer.getType() == Schema.Type.UNION) {
            return writer.getTypes().stream()
                    .map(branch -> conflict(branch, reader, path, seen))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (reader.getType() == Schema.Type.UNION) {
            return reader.getTypes().stream()
                    .filter(branch -> isCounterpart(writer, branch))
                    .findFirst()
                    .flatMap(branch -> conflict(writer, branch, path, seen));
        }
        if (writer.getType() != reader.getType()) {
            return Optional.empty();
        }
        return switch (reader.getType()) {
            case RECORD ->
                seen.add(Pair.of(writer, reader)) ? fieldConflict(writer, reader, path, seen) : Optional.empty();
            case ARRAY -> conflict(writer.getElementType(), reader.getElementType(), path + "[]", seen);
            case MAP -> conflict(writer.getValueType(), reader.getValueType(), path + "{}", seen);
            case ENUM, FIXED, UNION, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
                Optional.ofNullable(meaningConflict(writer, reader, path));
        };
    }

    private static Optional<String> fieldConflict(Schema writer, Schema reader, String path, Set<Pair> seen) {
        for (Schema.Field field : reader.getFields()) {
            Optional<String> conflict = writerField(writer, field)
                    .flatMap(from -> conflict(
                            from.schema(),
                            field.schema(),
                            path.isEmpty() ? field.name() : path + "." + field.name(),
                            seen));
            if (conflict.isPresent()) {
                return conflict;
            }
        }
        return Optional.empty();
    }

    private static Optional<Schema.Field> writerField(Schema writer, Schema.Field field) {
        Schema.Field sameName = writer.getField(field.name());
        return sameName != null
                ? Optional.of(sameName)
                : field.aliases().stream()
                        .map(writer::getField)
                        .filter(aliased -> aliased != null)
                        .findFirst();
    }

    private static boolean isCounterpart(Schema writer, Schema branch) {
        return writer.getType() == branch.getType()
                && (writer.getType() != Schema.Type.RECORD || writer.getName().equals(branch.getName()));
    }

    private static @org.jspecify.annotations.Nullable String meaningConflict(
            Schema writer, Schema reader, String path) {
        LogicalType written = writer.getLogicalType();
        LogicalType read = reader.getLogicalType();
        if (isSameMeaning(written, read)) {
            return null;
        }
        return (path.isEmpty() ? "" : path + " ") + "is written as " + describe(written, writer) + " and read as "
                + describe(read, reader);
    }

    /// A plain string may hold a UUID and a plain int a day, as both say so by themselves; the scale of a decimal and
    /// the unit of a time do not.
    private static boolean isSameMeaning(LogicalType written, LogicalType read) {
        if (read == null) {
            return !(written instanceof LogicalTypes.Decimal);
        }
        if (written == null) {
            return read instanceof LogicalTypes.Date || read instanceof LogicalTypes.Uuid;
        }
        if (written instanceof LogicalTypes.Decimal from && read instanceof LogicalTypes.Decimal to) {
            // A smaller precision fits; a larger one is checked value by value.
            return from.getScale() == to.getScale();
        }
        return written.getName().equals(read.getName());
    }

    private static String describe(LogicalType logical, Schema schema) {
        return switch (logical) {
            case null -> "a plain " + schema.getType().getName();
            case LogicalTypes.Decimal decimal -> "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
            default -> logical.getName();
        };
    }

    private record Pair(String writer, String reader) {
        static Pair of(Schema writer, Schema reader) {
            return new Pair(writer.getFullName(), reader.getFullName());
        }
    }
}
