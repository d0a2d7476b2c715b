package io.millrace.domain.stock;

/// An event that was taken in under its own identity.
public record Seen(int digest, long recordedAtMicros) {}
