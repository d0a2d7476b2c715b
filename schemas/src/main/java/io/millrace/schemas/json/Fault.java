package io.millrace.schemas.json;

/// One thing that is wrong with a document.
///
/// @param field the path of the field, such as `body.lines[0].quantity`; empty for the document as a whole
/// @param detail what is wrong with it, and what would be right
public record Fault(String field, String detail) {}
