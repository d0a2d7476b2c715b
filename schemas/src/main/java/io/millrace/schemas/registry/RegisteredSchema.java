package io.millrace.schemas.registry;

import org.apache.avro.Schema;

/// A schema as a registry holds it: one version of one subject, with the id that is unique in the whole registry.
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
