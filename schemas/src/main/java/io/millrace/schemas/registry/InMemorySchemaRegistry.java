package io.millrace.schemas.registry;

import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/// A registry that lives and ends with its process, for topologies that are tried out without a broker. It takes every
/// schema; whether versions go together is the business of a registry that lasts.
public final class InMemorySchemaRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<RegisteredSchema>> subjects = new HashMap<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        return find(subject, schema).orElseGet(() -> add(subject, schema)).id();
    }

    private RegisteredSchema add(String subject, Schema schema) {
        int index = schemas.indexOf(schema);
        if (index < 0) {
            index = schemas.size();
            schemas.add(schema);
        }
        List<RegisteredSchema> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
        RegisteredSchema registered = new RegisteredSchema(subject, versions.size() + 1, index + 1, schema);
        versions.add(registered);
        return registered;
    }

    @Override
    public synchronized Schema schemaById(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new SchemaRegistryException(Reason.NOT_FOUND, "there is no schema " + id);
        }
        return schemas.get(id - 1);
    }

    @Override
    public synchronized Optional<RegisteredSchema> find(String subject, Schema schema) {
        return subjects.getOrDefault(subject, List.of()).stream()
                .filter(registered -> registered.schema().equals(schema))
                .findFirst();
    }

    @Override
    public synchronized Optional<RegisteredSchema> latest(String subject) {
        List<RegisteredSchema> versions = subjects.getOrDefault(subject, List.of());
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    @Override
    public List<String> incompatibilities(String subject, Schema schema) {
        return List.of();
    }
}
