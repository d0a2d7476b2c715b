package io.millrace.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// One key a user may set.
///
/// @param key as written in the file and shown in messages
/// @param kind how its text is understood
/// @param standard what holds when nobody sets it
/// @param meaning one sentence
/// @param secret its value is never shown
record Setting<T>(String key, Kind<T> kind, Standard standard, String meaning, boolean secret) {
    /// The environment variable of the same meaning.
    String variable() {
        return variable(key);
    }

    static String variable(String key) {
        return "MILLRACE_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /// The default: how it is documented, and how it is found from the surroundings and the settings declared before.
    record Standard(String documented, Function<Basis, Optional<String>> text) {
        static Standard of(String text) {
            return new Standard("`" + text + "`", basis -> Optional.of(text));
        }

        static Standard empty() {
            return new Standard("empty", basis -> Optional.of(""));
        }

        static Standard none() {
            return new Standard("none", basis -> Optional.empty());
        }

        static Standard computed(String documented, Function<Basis, String> text) {
            return new Standard(documented, basis -> Optional.of(text.apply(basis)));
        }
    }

    /// What a default may depend on.
    interface Basis {
        Surroundings surroundings();

        String text(Setting<?> declaredBefore);
    }
}
