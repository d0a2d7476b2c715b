package io.millrace.platform.registry;

/// A type that a schema uses and another version of another subject defines.
record SchemaReference(String name, String subject, int version) {}
