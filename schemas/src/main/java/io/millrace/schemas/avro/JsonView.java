package io.millrace.schemas.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;

/// Records as JSON a person can read: decimals are numbers, times are ISO-8601, what is absent is left out, and a union
/// of records says which one it is under `type`.
public final class JsonView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TYPE = "type";

    private JsonView() {}

    /// The record as JSON.
    public static ObjectNode of(AvroRoot value) {
        Schema schema = value.avroType().schema();
        AvroWriter writer = new AvroWriter(512);
        value.write(writer);
        try {
            GenericDatumReader<IndexedRecord> reader = new GenericDatumReader<>(schema);
            return record(reader.read(null, DecoderFactory.get().binaryDecoder(writer.toByteArray(), null)));
        } catch (IOException ownBytes) {
            throw new IllegalStateException("a " + schema.getFullName() + " does not read back", ownBytes);
        }
    }

    private static ObjectNode record(IndexedRecord record) {
        ObjectNode node = JSON.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            JsonNode value = value(field.schema(), record.get(field.pos()));
            if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                node.set(field.name(), value);
            }
        }
        return node;
    }

    private static JsonNode value(Schema schema, Object value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        return schema.getLogicalType() == null ? plain(schema, value) : logical(schema.getLogicalType(), value);
    }

    private static JsonNode plain(Schema schema, Object value) {
        return switch (schema.getType()) {
            case RECORD -> record((IndexedRecord) value);
            case UNION -> union(schema, value);
            case ARRAY -> {
                ArrayNode array = JSON.arrayNode();
                ((Iterable<?>) value).forEach(element -> array.add(value(schema.getElementType(), element)));
                yield array;
            }
            case MAP -> {
                ObjectNode node = JSON.objectNode();
                ((Map<?, ?>) value)
                        .forEach((key, entry) -> node.set(key.toString(), value(schema.getValueType(), entry)));
                yield node;
            }
            case INT -> JSON.numberNode((Integer) value);
            case LONG -> JSON.numberNode((Long) value);
            case FLOAT -> JSON.numberNode((Float) value);
            case DOUBLE -> JSON.numberNode((Double) value);
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case BYTES -> JSON.textNode(Base64.getEncoder().encodeToString(bytes(value)));
            case STRING, ENUM, FIXED -> JSON.textNode(value.toString());
            case NULL -> NullNode.getInstance();
        };
    }

    private static JsonNode union(Schema union, Object value) {
        Schema branch = union.getTypes().get(GenericData.get().resolveUnion(union, value));
        JsonNode node = value(branch, value);
        if (branch.getType() == Schema.Type.RECORD
                && union.getTypes().size() > 2
                && node instanceof ObjectNode fields) {
            ObjectNode typed = JSON.objectNode().put(TYPE, branch.getName());
            typed.setAll(fields);
            return typed;
        }
        return node;
    }

    private static JsonNode logical(LogicalType logical, Object value) {
        return switch (logical) {
            case LogicalTypes.Decimal decimal ->
                decimal(new BigDecimal(new BigInteger(bytes(value)), decimal.getScale()));
            case LogicalTypes.Date _ ->
                JSON.textNode(LocalDate.ofEpochDay((Integer) value).toString());
            case LogicalTypes.TimestampMicros _ ->
                JSON.textNode(
                        Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString());
            default -> JSON.textNode(value.toString());
        };
    }

    private static JsonNode decimal(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return JSON.numberNode(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
    }

    private static byte[] bytes(Object value) {
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
