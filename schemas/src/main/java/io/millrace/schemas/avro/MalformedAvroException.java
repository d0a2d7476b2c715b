package io.millrace.schemas.avro;

import java.io.Serial;

/// Bytes that are not what their schema says; the message says where they go wrong.
public final class MalformedAvroException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedAvroException(String message) {
        super(message);
    }

    public MalformedAvroException(String message, Throwable cause) {
        super(message, cause);
    }
}
