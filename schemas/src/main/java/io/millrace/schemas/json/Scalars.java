package io.millrace.schemas.json;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.schemas.avro.AvroWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// The shapes of single values.
final class Scalars {
    private static final int DECIMAL_LENGTH_MAX = 36;
    /// With four decimals more, still far from the end of a `long`.
    private static final int QUICK_LENGTH_MAX = 13;
    private static final int LONG_LENGTH_MAX = Long.toString(Long.MIN_VALUE).length();
    private static final String UNKNOWN = "UNKNOWN";

    private Scalars() {}

    record Text() implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            return in.token() == JsonToken.VALUE_STRING ? in.parser().getText() : in.wrong("text in quotes");
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeString((String) Held.value(value));
        }
    }

    record Id() implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            if (in.token() == JsonToken.VALUE_STRING) {
                try {
                    String text = in.parser().getText();
                    UUID id = UUID.fromString(text);
                    if (text.length() == 36) {
                        return id;
                    }
                } catch (IllegalArgumentException malformed) {
                    return wrong(in);
                }
            }
            return wrong(in);
        }

        private static @Nullable Object wrong(Reading in) throws IOException {
            return in.wrong("a UUID, such as 6f1c1f6e-4b7e-4a53-9d0e-0f6a3c9a7b21");
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeUuid((UUID) Held.value(value));
        }
    }

    record Truth() implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            return in.token().isBoolean() ? (Object) in.parser().getBooleanValue() : in.wrong("true or false");
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeBoolean((Boolean) Held.value(value));
        }
    }

    /// A whole number, held as a `Long`.
    record Whole(long min, long max) implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            if (in.token() == JsonToken.VALUE_NUMBER_INT) {
                String text = in.parser().getText();
                if (text.length() <= LONG_LENGTH_MAX) {
                    try {
                        long value = Long.parseLong(text);
                        if (value >= min && value <= max) {
                            return value;
                        }
                    } catch (NumberFormatException tooLarge) {
                        return in.wrong("a whole number from " + min + " to " + max);
                    }
                }
            }
            return in.wrong("a whole number from " + min + " to " + max);
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeLong((Long) Held.value(value));
        }
    }

    record Floating(boolean isFloat) implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            return in.token().isNumeric() ? (Object) in.parser().getDoubleValue() : in.wrong("a number, such as 0.9");
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            double number = (Double) Held.value(value);
            if (isFloat) {
                target.writeFloat((float) number);
            } else {
                target.writeDouble(number);
            }
        }
    }

    record Decimal(int precision, int scale) implements Shape {
        @Override
        public @Nullable Object read(Reading in) throws IOException {
            if (!in.token().isNumeric() || in.parser().getTextLength() > DECIMAL_LENGTH_MAX) {
                return in.wrong("a number, such as 1.5, of at most " + precision + " digits");
            }
            String text = in.parser().getText();
            long quick = quick(text);
            return quick >= 0 ? (Object) quick : exact(new BigDecimal(text), in);
        }

        /// Most numbers are small, positive and plain; -1 for all others.
        private long quick(String text) {
            long value = 0;
            int decimals = -1;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '.' && decimals < 0) {
                    decimals = 0;
                } else if (c >= '0' && c <= '9' && i < QUICK_LENGTH_MAX) {
                    value = value * 10 + (c - '0');
                    decimals += decimals < 0 ? 0 : 1;
                } else {
                    return -1;
                }
            }
            for (int i = Math.max(0, decimals); i < scale; i++) {
                value *= 10;
            }
            return decimals > scale ? -1 : value;
        }

        private @Nullable Object exact(BigDecimal value, Reading in) throws IOException {
            if (value.signum() == 0) {
                return 0L;
            }
            BigDecimal shortest = value.stripTrailingZeros();
            if (shortest.scale() > scale) {
                return in.wrong("a number with at most " + scale + " decimals");
            }
            if ((long) shortest.precision() - shortest.scale() > precision - scale) {
                return in.wrong("a number of at most " + precision + " digits, " + scale + " of them decimals");
            }
            return shortest.setScale(scale).unscaledValue().longValueExact();
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeDecimal((Long) Held.value(value));
        }
    }

    record Day() implements Shape {
        private static final String RIGHT = "a date, such as 2026-01-31";

        @Override
        public @Nullable Object read(Reading in) throws IOException {
            try {
                if (in.token() == JsonToken.VALUE_STRING) {
                    return (long) Math.toIntExact(Times.day(in.parser().getText()));
                }
            } catch (DateTimeException | ArithmeticException notADate) {
                return in.wrong(RIGHT);
            }
            return in.wrong(RIGHT);
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeLong((Long) Held.value(value));
        }
    }

    record Moment() implements Shape {
        private static final String RIGHT = "a time, such as 2026-01-31T08:00:00Z";

        @Override
        public @Nullable Object read(Reading in) throws IOException {
            try {
                if (in.token() == JsonToken.VALUE_STRING) {
                    return Times.micros(in.parser().getText());
                }
            } catch (DateTimeException | ArithmeticException notATime) {
                return in.wrong(RIGHT);
            }
            return in.wrong(RIGHT);
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeLong((Long) Held.value(value));
        }
    }

    /// A word of a closed list. The word for what readers do not know is not among those that can be written.
    record Word(Map<String, Integer> places, List<String> words) implements Shape {
        static Word of(Schema schema) {
            List<String> symbols = schema.getEnumSymbols();
            Map<String, Integer> places = IntStream.range(0, symbols.size())
                    .boxed()
                    .filter(place -> !symbols.get(place).equals(UNKNOWN))
                    .collect(Collectors.toMap(symbols::get, place -> place));
            return new Word(
                    places,
                    symbols.stream().filter(symbol -> !symbol.equals(UNKNOWN)).toList());
        }

        @Override
        public @Nullable Object read(Reading in) throws IOException {
            Integer place = in.token() == JsonToken.VALUE_STRING
                    ? places.get(in.parser().getText())
                    : null;
            return place == null ? in.wrong("one of " + String.join(", ", words)) : place;
        }

        @Override
        public void write(@Nullable Object value, AvroWriter target) {
            target.writeInt((Integer) Held.value(value));
        }
    }
}
