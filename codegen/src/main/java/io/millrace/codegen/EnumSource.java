package io.millrace.codegen;

import org.apache.avro.Schema;

/// The Java source of an enum. Its constants stand in the order of the schema, because their place is what travels.
final class EnumSource {
    private final Schema schema;

    EnumSource(Schema schema) {
        this.schema = schema;
        if (schema.getEnumDefault() == null) {
            throw new IllegalArgumentException(
                    schema.getFullName() + " needs a default symbol, so that old readers survive new symbols");
        }
    }

    @Override
    public String toString() {
        SourceText out = new SourceText();
        out.line("package %s;", schema.getNamespace()).blank();
        out.doc(schema.getDoc());
        out.line("public enum %s {", schema.getName());
        out.indented(() -> {
            String last = schema.getEnumSymbols().get(schema.getEnumSymbols().size() - 1);
            for (String symbol : schema.getEnumSymbols()) {
                out.line("%s%s", symbol, symbol.equals(last) ? ";" : ",");
            }
            out.blank();
            out.line("private static final %s[] VALUES = values();", schema.getName())
                    .blank();
            out.line("/// The constant at a place in the schema, as it travels.");
            out.line("public static %s at(int index) {", schema.getName());
            out.indented(() -> {
                out.line("if (index < 0 || index >= VALUES.length) {");
                out.indented(() -> out.line(
                        "throw new io.millrace.schemas.avro.MalformedAvroException(\"%s has no symbol number \" + index);",
                        schema.getName()));
                out.line("}");
                out.line("return VALUES[index];");
            });
            out.line("}");
        });
        out.line("}");
        return out.toString();
    }
}
