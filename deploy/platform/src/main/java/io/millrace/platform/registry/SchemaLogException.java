package io.millrace.platform.registry;

import java.io.Serial;

/// The log of the registry cannot be used.
final class SchemaLogException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    enum Kind {
        /// Kafka does not answer now; trying again later can help.
        UNAVAILABLE,
        /// What is in the topic, or how the topic is made, is not what a registry writes; a person must look.
        BROKEN
    }

    SchemaLogException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    SchemaLogException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static SchemaLogException unavailable(String topic, String what, Throwable cause) {
        return new SchemaLogException(
                Kind.UNAVAILABLE,
                "the schema registry could not " + what + " its topic " + topic + ": " + cause.getMessage()
                        + ". Check that Kafka runs, then try again",
                cause);
    }

    Kind kind() {
        return kind;
    }
}
