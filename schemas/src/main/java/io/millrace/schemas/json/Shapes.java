package io.millrace.schemas.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Makes shapes of Avro schemas.
final class Shapes {
    private static final int FIELDS_MAX = Long.SIZE;

    private Shapes() {}

    static RecordShape record(Schema schema) {
        List<RecordShape.Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            Shape shape = of(field.schema());
            fields.add(new RecordShape.Field(
                    field.name(),
                    shape,
                    field.hasDefaultValue(),
                    absent(field, shape),
                    Objects.requireNonNullElse(field.doc(), "it is needed")));
        }
        if (fields.size() > FIELDS_MAX) {
            throw new IllegalArgumentException(schema.getFullName() + " has more than " + FIELDS_MAX + " fields");
        }
        return new RecordShape(schema, fields);
    }

    private static @Nullable Object absent(Schema.Field field, Shape shape) {
        if (!field.hasDefaultValue()) {
            return null;
        }
        return switch (field.defaultVal()) {
            case List<?> list when list.isEmpty() -> List.of();
            case Map<?, ?> map when map.isEmpty() -> Map.of();
            case Boolean truth -> truth;
            case Integer whole -> (long) whole;
            case Long whole -> whole;
            case Double number -> number;
            case String word when shape instanceof Scalars.Word(var places, var _) -> places.get(word);
            case String text -> text;
            default -> null;
        };
    }

    private static Shape of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ARRAY -> new Containers.Many(of(schema.getElementType()));
            case MAP -> new Containers.Names(of(schema.getValueType()));
            case ENUM -> Scalars.Word.of(schema);
            case STRING -> isUuid(schema) ? new Scalars.Id() : new Scalars.Text();
            case BOOLEAN -> new Scalars.Truth();
            case INT ->
                schema.getLogicalType() instanceof LogicalTypes.Date
                        ? new Scalars.Day()
                        : new Scalars.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
                        ? new Scalars.Moment()
                        : new Scalars.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> new Scalars.Floating(true);
            case DOUBLE -> new Scalars.Floating(false);
            case BYTES -> decimal(schema);
            case UNION -> union(schema);
            case FIXED, NULL -> throw unreadable(schema);
        };
    }

    private static boolean isUuid(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Uuid;
    }

    private static Shape decimal(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return new Scalars.Decimal(decimal.getPrecision(), decimal.getScale());
        }
        throw unreadable(schema);
    }

    private static Shape union(Schema union) {
        List<Schema> types = union.getTypes();
        if (types.size() == 2 && union.isNullable()) {
            int present = types.getFirst().getType() == Schema.Type.NULL ? 1 : 0;
            return new Containers.Maybe(of(types.get(present)), present);
        }
        List<@Nullable RecordShape> branches = new ArrayList<>();
        for (Schema type : types) {
            switch (type.getType()) {
                case NULL -> branches.add(null);
                case RECORD -> branches.add(record(type));
                default -> throw unreadable(union);
            }
        }
        return new UnionShape(branches);
    }

    private static IllegalArgumentException unreadable(Schema schema) {
        return new IllegalArgumentException("nothing in JSON is read as " + schema);
    }
}
