package io.millrace.codegen;

import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/// How each Avro type looks in Java, and how a value of it is read and written.
final class JavaTypes {
    private static final String DOMAIN = "io.millrace.domain.";
    private static final Map<Integer, String> DECIMALS = Map.of(3, DOMAIN + "Quantity", 4, DOMAIN + "Money");
    private static final Map<Integer, String> UNSCALED = Map.of(3, "thousandths", 4, "tenThousandths");
    private static final int DECIMAL_PRECISION = 18;

    private final Contract contract;

    JavaTypes(Contract contract) {
        this.contract = contract;
    }

    List<String> interfacesOf(Schema record) {
        return contract.unionsOf(record);
    }

    /// The type of a record component, without its nullability.
    String type(Schema.Field field) {
        return Unions.recordMembers(field.schema()).isEmpty()
                ? type(Unions.value(field.schema()), Unions.isOptional(field.schema()))
                : Unions.interfaceName(field);
    }

    boolean isPrimitive(Schema.Field field) {
        return !Unions.isOptional(field.schema())
                && field.schema().getLogicalType() == null
                && switch (field.schema().getType()) {
                    case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> true;
                    default -> false;
                };
    }

    String type(Schema schema, boolean boxed) {
        return switch (kind(schema)) {
            case INT -> boxed ? "Integer" : "int";
            case LONG -> boxed ? "Long" : "long";
            case FLOAT -> boxed ? "Float" : "float";
            case DOUBLE -> boxed ? "Double" : "double";
            case BOOLEAN -> boxed ? "Boolean" : "boolean";
            case STRING -> "String";
            case BYTES -> "io.millrace.schemas.avro.Bytes";
            case UUID -> "java.util.UUID";
            case DATE -> "java.time.LocalDate";
            case TIMESTAMP -> "java.time.Instant";
            case DECIMAL -> DECIMALS.get(scale(schema));
            case NAMED -> schema.getFullName();
            case ARRAY -> "java.util.List<" + type(schema.getElementType(), true) + ">";
            case MAP -> "java.util.Map<String, " + type(schema.getValueType(), true) + ">";
        };
    }

    /// An expression that reads a value of the type from the named reader.
    String read(Schema schema, String reader) {
        return switch (kind(schema)) {
            case INT -> reader + ".readInt()";
            case LONG -> reader + ".readLong()";
            case FLOAT -> reader + ".readFloat()";
            case DOUBLE -> reader + ".readDouble()";
            case BOOLEAN -> reader + ".readBoolean()";
            case STRING -> reader + ".readString()";
            case BYTES -> reader + ".readBytes()";
            case UUID -> reader + ".readUuid()";
            case DATE -> reader + ".readDate()";
            case TIMESTAMP -> reader + ".readTimestampMicros()";
            case DECIMAL -> "new " + DECIMALS.get(scale(schema)) + "(" + reader + ".readDecimal())";
            case NAMED ->
                schema.getType() == Schema.Type.ENUM
                        ? schema.getFullName() + ".at(" + reader + ".readInt())"
                        : schema.getFullName() + ".read(" + reader + ")";
            case ARRAY -> reader + ".readArray(in -> " + read(schema.getElementType(), "in") + ")";
            case MAP -> reader + ".readMap(in -> " + read(schema.getValueType(), "in") + ")";
        };
    }

    /// A statement, without its semicolon, that writes a value of the type to the named writer.
    String write(Schema schema, String value, String writer) {
        return switch (kind(schema)) {
            case INT -> writer + ".writeInt(" + value + ")";
            case LONG -> writer + ".writeLong(" + value + ")";
            case FLOAT -> writer + ".writeFloat(" + value + ")";
            case DOUBLE -> writer + ".writeDouble(" + value + ")";
            case BOOLEAN -> writer + ".writeBoolean(" + value + ")";
            case STRING -> writer + ".writeString(" + value + ")";
            case BYTES -> writer + ".writeBytes(" + value + ")";
            case UUID -> writer + ".writeUuid(" + value + ")";
            case DATE -> writer + ".writeDate(" + value + ")";
            case TIMESTAMP -> writer + ".writeTimestampMicros(" + value + ")";
            case DECIMAL -> writer + ".writeDecimal(" + value + "." + UNSCALED.get(scale(schema)) + "())";
            case NAMED ->
                schema.getType() == Schema.Type.ENUM
                        ? writer + ".writeInt(" + value + ".ordinal())"
                        : value + ".write(" + writer + ")";
            case ARRAY -> writeElements(writer + ".writeArray", value, schema.getElementType());
            case MAP -> writeElements(writer + ".writeMap", value, schema.getValueType());
        };
    }

    private String writeElements(String method, String value, Schema element) {
        return method + "(" + value + ", (element, out) -> " + write(element, "element", "out") + ")";
    }

    private enum Kind {
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        STRING,
        BYTES,
        UUID,
        DATE,
        TIMESTAMP,
        DECIMAL,
        NAMED,
        ARRAY,
        MAP
    }

    private static Kind kind(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return logicalKind(schema, logical);
        }
        return switch (schema.getType()) {
            case INT -> Kind.INT;
            case LONG -> Kind.LONG;
            case FLOAT -> Kind.FLOAT;
            case DOUBLE -> Kind.DOUBLE;
            case BOOLEAN -> Kind.BOOLEAN;
            case STRING -> Kind.STRING;
            case BYTES -> Kind.BYTES;
            case RECORD, ENUM -> Kind.NAMED;
            case ARRAY -> Kind.ARRAY;
            case MAP -> Kind.MAP;
            case UNION, FIXED, NULL -> throw new IllegalArgumentException("the contract does not use " + schema);
        };
    }

    private static Kind logicalKind(Schema schema, LogicalType logical) {
        if (logical instanceof LogicalTypes.Decimal) {
            scale(schema);
            return Kind.DECIMAL;
        }
        return switch (logical.getName() + " " + schema.getType()) {
            case "uuid STRING" -> Kind.UUID;
            case "date INT" -> Kind.DATE;
            case "timestamp-micros LONG" -> Kind.TIMESTAMP;
            default -> throw new IllegalArgumentException("the contract does not use " + schema);
        };
    }

    private static int scale(Schema schema) {
        LogicalTypes.Decimal decimal = (LogicalTypes.Decimal) schema.getLogicalType();
        if (decimal.getPrecision() != DECIMAL_PRECISION || !DECIMALS.containsKey(decimal.getScale())) {
            throw new IllegalArgumentException("decimals are (18,3) for quantities or (18,4) for money, not " + schema);
        }
        return decimal.getScale();
    }
}
