package io.millrace.ledger.history.sink;

/// How values of a column travel, and what they become.
public enum Form {
    TEXT("text", "u.%s"),
    UUID("text", "u.%s::uuid"),
    NUMBER("int8", "u.%s"),
    SMALL_NUMBER("int8", "u.%s::int4"),
    /// Microseconds since 1970.
    TIME("int8", "timestamptz '1970-01-01 00:00:00+00' + u.%s * interval '1 microsecond'"),
    /// Days since 1970.
    DAY("int8", "date '1970-01-01' + u.%s::int4"),
    /// Thousandths.
    QUANTITY("int8", "u.%s * 0.001"),
    /// Ten-thousandths.
    MONEY("int8", "u.%s * 0.0001"),
    TRUTH("bool", "u.%s"),
    REAL("float8", "u.%s"),
    /// As PostgreSQL writes an array.
    REALS("text", "u.%s::real[]");

    private final String element;
    private final String expression;

    Form(String element, String expression) {
        this.element = element;
        this.expression = expression;
    }

    /// PostgreSQL's name of the type that travels.
    String element() {
        return element;
    }

    /// What is written of a column called so.
    String expression(String column) {
        return expression.replace("%s", column);
    }

    /// An array for so many values.
    Object[] array(int length) {
        return switch (element) {
            case "text" -> new String[length];
            case "bool" -> new Boolean[length];
            case "float8" -> new Double[length];
            default -> new Long[length];
        };
    }
}
