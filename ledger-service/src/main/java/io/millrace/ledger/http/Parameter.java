package io.millrace.ledger.http;

/// A part of a request's path, query or headers that has a meaning.
///
/// @param isRequired whether a request without it is refused
/// @param description what it says, and what holds without it
/// @param <T> what it means to the program
public record Parameter<T>(String name, In in, ValueType<T> type, boolean isRequired, String description) {
    /// Where a parameter stands.
    public enum In {
        PATH("path"),
        QUERY("query"),
        HEADER("header");

        private final String word;

        In(String word) {
            this.word = word;
        }

        /// As OpenAPI calls it.
        String word() {
            return word;
        }
    }

    public static <T> Parameter<T> path(String name, ValueType<T> type, String description) {
        return new Parameter<>(name, In.PATH, type, true, description);
    }

    /// A parameter of the query that may be left out.
    public static <T> Parameter<T> query(String name, ValueType<T> type, String description) {
        return new Parameter<>(name, In.QUERY, type, false, description);
    }

    /// A header that may be left out.
    public static <T> Parameter<T> header(String name, ValueType<T> type, String description) {
        return new Parameter<>(name, In.HEADER, type, false, description);
    }

    /// The same parameter, without which a request is refused.
    public Parameter<T> required() {
        return new Parameter<>(name, in, type, true, description);
    }
}
