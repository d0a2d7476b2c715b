package io.millrace.schemas.registry;

import java.io.Serial;

/// A registry could not do what was asked; the reason says whether trying again can help.
public final class SchemaRegistryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why a registry refused.
    public enum Reason {
        /// No such subject, version, schema or id.
        NOT_FOUND,
        /// The schema would break readers or writers of what is already registered.
        INCOMPATIBLE,
        /// The schema or the request itself is not valid.
        INVALID,
        /// The credentials are missing, wrong or not sufficient.
        UNAUTHORIZED,
        /// The registry did not answer, or answered that it cannot now; trying again later can help.
        UNAVAILABLE
    }

    public SchemaRegistryException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public SchemaRegistryException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
