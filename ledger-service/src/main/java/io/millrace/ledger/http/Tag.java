package io.millrace.ledger.http;

/// A chapter of the documentation.
///
/// @param name its heading
/// @param description what the endpoints in it are for, in a sentence or two
public record Tag(String name, String description) {}
