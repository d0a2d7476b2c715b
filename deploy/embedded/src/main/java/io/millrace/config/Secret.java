package io.millrace.config;

/// A value that must not be seen: it prints as `***` wherever it ends up in a text.
public record Secret(String value) {
    public static final String MASK = "***";

    @Override
    public String toString() {
        return MASK;
    }
}
