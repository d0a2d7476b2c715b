package io.millrace.ledger.http;

/// One thing that is wrong with a request.
///
/// @param field where: a parameter, a header, or the path of a field such as `lines[0].quantity`
/// @param detail what is wrong with it, and what would be right
public record InvalidField(String field, String detail) {}
