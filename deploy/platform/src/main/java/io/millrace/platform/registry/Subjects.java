package io.millrace.platform.registry;

import java.util.Optional;

/// What a subject may be called: 1 to 255 characters, none of them a control character.
final class Subjects {
    private static final int LENGTH_MAX = 255;

    private Subjects() {}

    /// What is wrong with a name; empty if nothing is.
    static Optional<String> fault(String subject) {
        if (subject.isBlank() || subject.length() > LENGTH_MAX) {
            return Optional.of("a subject must have 1 to " + LENGTH_MAX + " characters, not only blanks; this has "
                    + subject.length());
        }
        return subject.chars().anyMatch(Character::isISOControl)
                ? Optional.of("the subject holds a control character; use letters, digits, '.', '_' and '-'")
                : Optional.empty();
    }
}
