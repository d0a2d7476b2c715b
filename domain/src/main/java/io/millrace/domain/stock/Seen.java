package io.millrace.domain.stock;

/// An event that was taken in under its own identity.
///
/// @param latestMicros when it happened or was recorded, whichever is later: from then on a repeat is recognised for as
///     long as one is not too old to be taken in
public record Seen(int digest, long latestMicros) {}
