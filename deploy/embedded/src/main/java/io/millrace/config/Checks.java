package io.millrace.config;

/// The checks of the tree's constructors: a second fence, for trees built in code, so they name the key and the value
/// only.
final class Checks {
    static final int PORT_MAX = 65_535;

    private Checks() {}

    static void port(String key, int value) {
        between(key, value, 0, PORT_MAX);
    }

    static void between(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " must be " + min + " to " + max + ", this is " + value);
        }
    }

    static void notBlank(String key, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + " must not be empty");
        }
    }

    static void notEmpty(String key, Iterable<?> values) {
        if (!values.iterator().hasNext()) {
            throw new IllegalArgumentException(key + " must not be empty");
        }
    }
}
