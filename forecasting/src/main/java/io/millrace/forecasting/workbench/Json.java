package io.millrace.forecasting.workbench;

import java.math.BigDecimal;
import java.math.MathContext;

/// Writes JSON, which is all that a report needs of it. Its text can stand inside a script element.
public final class Json {
    private static final MathContext SHOWN = new MathContext(5);
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    public Json open(char bracket) {
        comma();
        text.append(bracket);
        first = true;
        return this;
    }

    public Json close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    public Json name(String name) {
        comma();
        quoted(name);
        text.append(':');
        first = true;
        return this;
    }

    public Json value(String value) {
        comma();
        quoted(value);
        return this;
    }

    /// A number of five digits; `null` for one that is not finite.
    public Json value(double value) {
        comma();
        text.append(
                Double.isFinite(value)
                        ? new BigDecimal(value)
                                .round(SHOWN)
                                .stripTrailingZeros()
                                .toString()
                        : "null");
        return this;
    }

    public Json values(double... values) {
        open('[');
        for (double value : values) {
            value(value);
        }
        return close(']');
    }

    private void comma() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    /// Quotes text so that it can stand inside a script element too.
    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < FIRST_PRINTABLE || letter == '<' || letter > '~') {
                text.append("\\u").append(String.format("%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
