package io.millrace.schemas.json;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.schemas.avro.AvroWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// The shape of a record: every field by its name, in any order, and no other.
final class RecordShape implements Shape {
    private final String name;
    private final Field[] fields;
    private final Map<String, Integer> places = new HashMap<>();

    /// @param absent what is held when the field is not given, if it may be left out
    record Field(
            String name,
            Shape shape,
            boolean isOptional,
            @Nullable Object absent,
            String description) {}

    RecordShape(Schema schema, List<Field> fields) {
        this.name = schema.getName();
        this.fields = fields.toArray(Field[]::new);
        for (int i = 0; i < this.fields.length; i++) {
            places.put(this.fields[i].name(), i);
        }
    }

    String name() {
        return name;
    }

    int place(String field) {
        return places.get(field);
    }

    Shape shape(String field) {
        return fields[place(field)].shape();
    }

    @Override
    public @Nullable Object read(Reading in) throws IOException {
        if (in.token() != JsonToken.START_OBJECT) {
            return in.wrong("an object with " + names());
        }
        in.parser().nextToken();
        return rest(in);
    }

    /// Reads the fields from the one the parser stands at.
    @Nullable
    Object[] rest(Reading in) throws IOException {
        @Nullable Object[] values = new Object[fields.length];
        long given = 0;
        int expected = 0;
        for (; in.token() == JsonToken.FIELD_NAME; in.parser().nextToken()) {
            String field = in.parser().currentName();
            int place = place(field, expected);
            expected = place + 1;
            in.parser().nextToken();
            in.enter(field);
            if (place < 0) {
                unknown(field, in);
            } else if ((given & 1L << place) != 0) {
                in.fault("it is given twice");
                in.parser().skipChildren();
            } else if (in.token() != JsonToken.VALUE_NULL) {
                given |= 1L << place;
                values[place] = fields[place].shape().read(in);
            }
            in.leave();
        }
        complete(values, given, in);
        return values;
    }

    /// The field's place, or -1. Whoever writes fields in the schema's order is answered without a search.
    private int place(String field, int expected) {
        return expected < fields.length && fields[expected].name().equals(field)
                ? expected
                : places.getOrDefault(field, -1);
    }

    private void complete(@Nullable Object[] values, long given, Reading in) {
        for (int i = 0; i < values.length; i++) {
            if ((given & 1L << i) == 0) {
                Field field = fields[i];
                values[i] = field.absent();
                if (!field.isOptional()) {
                    in.enter(field.name());
                    in.missing(field.description());
                    in.leave();
                }
            }
        }
    }

    private void unknown(String field, Reading in) throws IOException {
        in.fault("there is no such field; "
                + Suggestion.nearest(field, places.keySet())
                        .map(right -> "did you mean " + right + "?")
                        .orElse("there are " + names()));
        in.parser().skipChildren();
    }

    private String names() {
        return Arrays.stream(fields).map(Field::name).collect(Collectors.joining(", "));
    }

    @Override
    public void write(@Nullable Object value, AvroWriter target) {
        @Nullable Object[] values = (@Nullable Object[]) Held.value(value);
        for (int i = 0; i < values.length; i++) {
            fields[i].shape().write(values[i], target);
        }
    }
}
