package io.millrace.codegen;

import java.util.List;
import org.apache.avro.Schema;

/// What the generator makes of unions: `{null, T}` is an optional T; several records are a sealed interface.
final class Unions {
    private Unions() {}

    static boolean isOptional(Schema schema) {
        return schema.isNullable();
    }

    /// The one type of an optional, or the schema itself.
    static Schema value(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        List<Schema> members = members(schema);
        return members.size() == 1 ? members.get(0) : schema;
    }

    /// The records of a union with several of them; empty for everything else.
    static List<Schema> recordMembers(Schema schema) {
        if (schema.getType() != Schema.Type.UNION || members(schema).size() < 2) {
            return List.of();
        }
        for (Schema member : members(schema)) {
            if (member.getType() != Schema.Type.RECORD) {
                throw new IllegalArgumentException("a union may list several records, or null and one type: " + schema);
            }
        }
        return members(schema);
    }

    static String interfaceName(Schema.Field field) {
        return Character.toUpperCase(field.name().charAt(0)) + field.name().substring(1);
    }

    static List<Schema> members(Schema union) {
        return union.getTypes().stream()
                .filter(member -> member.getType() != Schema.Type.NULL)
                .toList();
    }
}
