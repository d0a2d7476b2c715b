package io.millrace.schemas.registry;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/// The place where schemas get the ids that travel in front of every record.
///
/// Every method may throw [SchemaRegistryException]; ids and schemas, once given, never change.
public interface SchemaRegistry {
    /// Registers a schema under a subject, or finds it there if it is registered already, and answers its id.
    ///
    /// @throws SchemaRegistryException with [SchemaRegistryException.Reason#INCOMPATIBLE] if old records could not be
    ///     read with it
    int register(String subject, Schema schema);

    /// The schema of an id, under whatever subject it was registered.
    ///
    /// @throws SchemaRegistryException with [SchemaRegistryException.Reason#NOT_FOUND] if no schema has this id
    Schema schemaById(int id);

    /// The registration of exactly this schema under this subject.
    Optional<RegisteredSchema> find(String subject, Schema schema);

    /// The newest version under a subject.
    Optional<RegisteredSchema> latest(String subject);

    /// Why the schema could not become the next version of the subject; empty if it could.
    List<String> incompatibilities(String subject, Schema schema);
}
