package io.millrace.schemas.json;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.schemas.avro.AvroWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The shapes of lists, maps and values that may be absent.
final class Containers {
    private Containers() {}

    record Many(Shape element) implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            if (in.token() != JsonToken.START_ARRAY) {
                return in.wrong("a list");
            }
            List<@Nullable Object> values = new ArrayList<>();
            while (in.parser().nextToken() != JsonToken.END_ARRAY) {
                in.enter(values.size());
                values.add(in.token() == JsonToken.VALUE_NULL ? in.wrong("a value") : element.read(in));
                in.leave();
            }
            return values;
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            List<?> values = (List<?>) Held.value(value);
            if (!values.isEmpty()) {
                target.writeLong(values.size());
                for (int i = 0; i < values.size(); i++) {
                    element.write(values.get(i), target);
                }
            }
            target.writeLong(0);
        }
    }

    record Names(Shape element) implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            if (in.token() != JsonToken.START_OBJECT) {
                return in.wrong("an object");
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            while (in.parser().nextToken() == JsonToken.FIELD_NAME) {
                String name = in.parser().currentName();
                in.parser().nextToken();
                in.enter(name);
                values.put(name, in.token() == JsonToken.VALUE_NULL ? in.wrong("a value") : element.read(in));
                in.leave();
            }
            return values;
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            Map<?, ?> values = (Map<?, ?>) Held.value(value);
            if (!values.isEmpty()) {
                target.writeLong(values.size());
                values.forEach((name, entry) -> {
                    target.writeString((String) name);
                    element.write(entry, target);
                });
            }
            target.writeLong(0);
        }
    }

    /// A union of null and one other.
    record Maybe(Shape present, int presentPlace) implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            return present.read(in);
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeInt(value == null ? 1 - presentPlace : presentPlace);
            if (value != null) {
                present.write(value, target);
            }
        }
    }
}
