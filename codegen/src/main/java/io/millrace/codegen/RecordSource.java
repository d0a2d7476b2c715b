package io.millrace.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/// The Java source of a record: its components, its codec, its builder, and the sealed interfaces of its unions.
final class RecordSource {
    private final Schema schema;
    private final JavaTypes types;
    private final boolean root;
    private final SourceText out = new SourceText();

    RecordSource(Schema schema, JavaTypes types, boolean root) {
        this.schema = schema;
        this.types = types;
        this.root = root;
    }

    @Override
    public String toString() {
        out.line("package %s;", schema.getNamespace()).blank();
        out.line("import io.millrace.schemas.avro.AvroReader;");
        out.line("import io.millrace.schemas.avro.AvroRecord;");
        if (root) {
            out.line("import io.millrace.schemas.avro.AvroRoot;");
            out.line("import io.millrace.schemas.avro.AvroType;");
        }
        out.line("import io.millrace.schemas.avro.AvroWriter;");
        out.blank();
        header();
        out.indented(() -> {
            constants();
            unions();
            constructor();
            codec();
            builder();
        });
        out.line("}");
        return out.toString();
    }

    private void header() {
        out.doc(schema.getDoc()).line("///");
        for (Schema.Field field : schema.getFields()) {
            if (field.doc() == null) {
                throw new IllegalArgumentException(schema.getFullName() + "." + field.name() + " is not documented");
            }
            out.line("/// @param %s %s", field.name(), field.doc().strip().replaceAll("\\s+", " "));
        }
        List<String> interfaces = new ArrayList<>(types.interfacesOf(schema));
        if (root) {
            interfaces.add("AvroRoot");
        } else if (interfaces.isEmpty()) {
            interfaces.add("AvroRecord");
        }
        out.line("public record %s(", schema.getName());
        out.indented(() -> {
            int last = schema.getFields().size() - 1;
            for (Schema.Field field : schema.getFields()) {
                out.line("%s %s%s", componentType(field), field.name(), field.pos() == last ? "" : ",");
            }
        });
        out.line(") implements %s {", String.join(", ", interfaces));
    }

    private String componentType(Schema.Field field) {
        String type = types.type(field);
        if (!Unions.isOptional(field.schema())) {
            return type;
        }
        int packageEnd = type.contains("<") ? -1 : type.lastIndexOf('.');
        return packageEnd < 0
                ? "@org.jspecify.annotations.Nullable " + type
                : type.substring(0, packageEnd + 1) + "@org.jspecify.annotations.Nullable "
                        + type.substring(packageEnd + 1);
    }

    private void constants() {
        if (root) {
            out.line("/// The schema of this record, with how it is read and written.");
            out.line(
                    "public static final AvroType<%s> TYPE = AvroType.of(%s.class, %s::read);",
                    schema.getName(), schema.getName(), schema.getName());
            out.blank();
            out.line("@Override");
            out.line("public AvroType<%s> avroType() {", schema.getName());
            out.indented(() -> out.line("return TYPE;"));
            out.line("}").blank();
        }
    }

    private void unions() {
        for (Schema.Field field : schema.getFields()) {
            List<Schema> members = Unions.recordMembers(field.schema());
            if (!members.isEmpty()) {
                out.doc(field.doc());
                out.line(
                        "public sealed interface %s extends AvroRecord permits %s {}",
                        Unions.interfaceName(field),
                        members.stream().map(Schema::getFullName).collect(Collectors.joining(", ")));
                out.blank();
            }
        }
    }

    private void constructor() {
        out.line("public %s {", schema.getName());
        out.indented(() -> {
            for (Schema.Field field : schema.getFields()) {
                if (!types.isPrimitive(field)) {
                    normalise(field);
                }
            }
        });
        out.line("}").blank();
    }

    private void normalise(Schema.Field field) {
        String name = field.name();
        String what = schema.getName() + "." + name;
        Schema value = Unions.value(field.schema());
        if (!Unions.isOptional(field.schema())) {
            out.line("java.util.Objects.requireNonNull(%s, \"%s\");", name, what);
        }
        String normal = switch (value.getType()) {
            case ARRAY -> "java.util.List.copyOf(" + name + ")";
            case MAP -> "AvroRecord.copyOf(" + name + ")";
            case LONG -> value.getLogicalType() == null ? name : "AvroRecord.toMicros(" + name + ")";
            default -> name;
        };
        if (normal.equals(name)) {
            return;
        }
        out.line("%s = %s%s;", name, Unions.isOptional(field.schema()) ? name + " == null ? null : " : "", normal);
    }

    private void codec() {
        out.line("/// Reads one record as the schema lays it out.");
        out.line("public static %s read(AvroReader source) {", schema.getName());
        out.indented(() -> {
            for (Schema.Field field : schema.getFields()) {
                out.line("%s %s = %s;", types.type(field), local(field), readField(field));
            }
            out.line(
                    "return new %s(%s);",
                    schema.getName(),
                    schema.getFields().stream().map(RecordSource::local).collect(Collectors.joining(", ")));
        });
        out.line("}").blank();
        schema.getFields().forEach(this::unionReader);
        out.line("@Override");
        out.line("public void write(AvroWriter target) {");
        out.indented(() -> schema.getFields().forEach(this::writeField));
        out.line("}").blank();
        schema.getFields().forEach(this::unionWriter);
    }

    /// Locals are marked, so that no field name can hide `source` or `target`.
    private static String local(Schema.Field field) {
        return field.name() + "_";
    }

    private String readField(Schema.Field field) {
        Schema schemaOfField = field.schema();
        if (!Unions.recordMembers(schemaOfField).isEmpty()) {
            return "read" + Unions.interfaceName(field) + "(source)";
        }
        String read = types.read(Unions.value(schemaOfField), "source");
        if (!Unions.isOptional(schemaOfField)) {
            return read;
        }
        return "source.readOptional(" + schemaOfField.getIndexNamed("null") + ") ? " + read + " : null";
    }

    private void unionReader(Schema.Field field) {
        if (Unions.recordMembers(field.schema()).isEmpty()) {
            return;
        }
        String name = Unions.interfaceName(field);
        boolean optional = Unions.isOptional(field.schema());
        out.line(
                "private static %s%s read%s(AvroReader source) {",
                optional ? "@org.jspecify.annotations.Nullable " : "", name, name);
        out.indented(() -> {
            out.line("int branch = source.readInt();");
            out.line("return switch (branch) {");
            out.indented(() -> {
                for (Schema member : field.schema().getTypes()) {
                    int index = field.schema().getTypes().indexOf(member);
                    out.line(
                            "case %d -> %s;",
                            index,
                            member.getType() == Schema.Type.NULL ? "null" : member.getFullName() + ".read(source)");
                }
                out.line("default -> throw new io.millrace.schemas.avro.MalformedAvroException(");
                out.line("        \"%s.%s has no branch number \" + branch);", schema.getName(), field.name());
            });
            out.line("};");
        });
        out.line("}").blank();
    }

    private void writeField(Schema.Field field) {
        Schema schemaOfField = field.schema();
        if (!Unions.recordMembers(schemaOfField).isEmpty()) {
            out.line("write%s(target);", Unions.interfaceName(field));
            return;
        }
        Schema value = Unions.value(schemaOfField);
        String write = types.write(value, "this." + field.name(), "target");
        if (!Unions.isOptional(schemaOfField)) {
            out.line("%s;", write);
            return;
        }
        int nullIndex = schemaOfField.getIndexNamed("null");
        out.line("if (this.%s == null) {", field.name());
        out.indented(() -> out.line("target.writeInt(%d);", nullIndex));
        out.line("} else {");
        out.indented(() -> out.line("target.writeInt(%d);", 1 - nullIndex).line("%s;", write));
        out.line("}");
    }

    private void unionWriter(Schema.Field field) {
        if (Unions.recordMembers(field.schema()).isEmpty()) {
            return;
        }
        out.line("private void write%s(AvroWriter target) {", Unions.interfaceName(field));
        out.indented(() -> {
            if (Unions.isOptional(field.schema())) {
                out.line("if (this.%s == null) {", field.name());
                out.indented(
                        () -> out.line("target.writeInt(%d);", field.schema().getIndexNamed("null"))
                                .line("return;"));
                out.line("}");
            }
            out.line("switch (this.%s) {", field.name());
            out.indented(() -> {
                for (Schema member : Unions.recordMembers(field.schema())) {
                    out.line("case %s member -> {", member.getFullName());
                    out.indented(() -> out.line(
                                    "target.writeInt(%d);",
                                    field.schema().getTypes().indexOf(member))
                            .line("member.write(target);"));
                    out.line("}");
                }
            });
            out.line("}");
        });
        out.line("}").blank();
    }

    private void builder() {
        out.line("public static Builder builder() {");
        out.indented(() -> out.line("return new Builder();"));
        out.line("}").blank();
        out.line("/// A builder that starts from this record.");
        out.line("public Builder toBuilder() {");
        out.indented(() -> {
            out.line("Builder copy = new Builder();");
            schema.getFields().forEach(field -> out.line("copy.%s = %s;", field.name(), field.name()));
            out.line("return copy;");
        });
        out.line("}").blank();
        out.line("/// Collects the fields by name; what has a default in the schema may be left out.");
        out.line("public static final class Builder {");
        out.indented(this::builderBody);
        out.line("}");
    }

    private void builderBody() {
        for (Schema.Field field : schema.getFields()) {
            String type = types.isPrimitive(field) ? types.type(field.schema(), true) : types.type(field);
            out.line("private %s %s%s;", type, field.name(), defaultValue(field));
        }
        out.blank().line("private Builder() {}").blank();
        for (Schema.Field field : schema.getFields()) {
            out.line("public Builder %s(%s value) {", field.name(), componentType(field));
            out.indented(() -> out.line("this.%s = value;", field.name()).line("return this;"));
            out.line("}").blank();
        }
        out.line("public %s build() {", schema.getName());
        out.indented(() -> {
            for (Schema.Field field : schema.getFields()) {
                if (types.isPrimitive(field)) {
                    out.line(
                            "java.util.Objects.requireNonNull(%s, \"%s.%s\");",
                            field.name(), schema.getName(), field.name());
                }
            }
            out.line(
                    "return new %s(%s);",
                    schema.getName(),
                    schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", ")));
        });
        out.line("}");
    }

    private static String defaultValue(Schema.Field field) {
        Object value = field.hasDefaultValue() ? field.defaultVal() : null;
        if (value == null || value instanceof JsonProperties.Null) {
            return "";
        }
        return " = "
                + switch (field.schema().getType()) {
                    case ARRAY -> "java.util.List.of()";
                    case MAP -> "java.util.Map.of()";
                    case STRING -> "\"" + value + "\"";
                    case INT, BOOLEAN -> value.toString();
                    case LONG -> value + "L";
                    default -> throw new IllegalArgumentException("no default of this kind is in use: " + field);
                };
    }
}
