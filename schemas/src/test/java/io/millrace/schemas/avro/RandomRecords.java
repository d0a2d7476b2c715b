package io.millrace.schemas.avro;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/// Random values of any schema of the contract, made by Avro's own generic data: nothing here knows our codec.
public final class RandomRecords {
    private static final long DECIMAL_MAX = 999_999_999_999_999_999L;
    private static final int DAYS = 40_000;
    private static final String[] TEXTS = {"", "milk", "EUR", "Größe", "日本", "\uD83D\uDE00", "a|b", "x".repeat(200)};

    private final Random random;

    public RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    public Object value(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return logicalValue(logical);
        }
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
                yield record;
            }
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case ARRAY -> array(schema);
            case MAP -> map(schema);
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                yield ByteBuffer.wrap(bytes);
            }
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextGaussian();
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            case FIXED -> throw new IllegalArgumentException("the contract has no " + schema);
        };
    }

    private Object logicalValue(LogicalType logical) {
        return switch (logical) {
            case LogicalTypes.Decimal _ ->
                ByteBuffer.wrap(BigInteger.valueOf(random.nextLong(-DECIMAL_MAX, DECIMAL_MAX + 1) >> random.nextInt(60))
                        .toByteArray());
            case LogicalTypes.Uuid _ -> new UUID(random.nextLong(), random.nextLong()).toString();
            case LogicalTypes.Date _ -> random.nextInt(-DAYS, DAYS);
            default -> random.nextLong(-4_000_000_000_000_000L, 4_000_000_000_000_000L);
        };
    }

    private List<Object> array(Schema schema) {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(value(schema.getElementType()));
        }
        return elements;
    }

    private Map<String, Object> map(Schema schema) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            entries.put("key-" + random.nextInt(10), value(schema.getValueType()));
        }
        return entries;
    }
}
