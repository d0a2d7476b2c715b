package io.millrace.topology.catalog.rules;

/// One thing that is wrong with a command.
///
/// @param reason what kind of wrong it is
/// @param field the path of the field; empty for the command as a whole
/// @param detail what is wrong, with what would be right
public record Problem(Reason reason, String field, String detail) {}
