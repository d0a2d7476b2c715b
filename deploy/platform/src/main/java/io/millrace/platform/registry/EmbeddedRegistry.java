package io.millrace.platform.registry;

import io.millrace.schemas.registry.RegisteredSchema;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/// A schema registry inside this process, its schemas in a compacted Kafka topic.
///
/// Any number of processes may open one on the same topic; together they are one registry: a schema gets one id, a
/// version one schema, and what one of them has answered all others know. Safe for use by many threads.
public final class EmbeddedRegistry implements SchemaRegistry, AutoCloseable {
    private final RegistryCore core;
    private final String clusterId;

    private EmbeddedRegistry(RegistryCore core, String clusterId) {
        this.core = core;
        this.clusterId = clusterId;
    }

    /// Creates or checks the topic and reads it. Writes nothing.
    ///
    /// @throws SchemaRegistryException UNAVAILABLE if Kafka does not answer, INVALID if the topic is not a registry's
    public static EmbeddedRegistry open(EmbeddedRegistryOptions options) {
        String clusterId = translated(() -> new SchemaTopic(options).ensure());
        RegistryCore core = new RegistryCore(options);
        try {
            translated(() -> core.query(RegistryState::highestId));
            return new EmbeddedRegistry(core, clusterId);
        } catch (SchemaRegistryException e) {
            core.close();
            throw e;
        }
    }

    @Override
    public int register(String subject, Schema schema) {
        requireSubject(subject);
        return switch (translated(() -> core.register(subject, submission(schema)))) {
            case Registration.Existing existing -> existing.version().id();
            case Registration.Granted granted -> granted.version().id();
            case Registration.Incompatible incompatible ->
                throw new SchemaRegistryException(
                        Reason.INCOMPATIBLE,
                        "the schema " + schema.getFullName() + " cannot become the next version of subject '" + subject
                                + "': " + String.join("; ", incompatible.reasons()));
            case Registration.Invalid invalid -> throw invalid(schema, invalid.why());
        };
    }

    @Override
    public Schema schemaById(int id) {
        return translated(() -> core.schemaById(id))
                .map(KnownSchemas.Known::schema)
                .orElseThrow(() -> new SchemaRegistryException(
                        Reason.NOT_FOUND,
                        "no schema has the id " + id
                                + " in the embedded registry; was the record written with another registry?"));
    }

    @Override
    public Optional<RegisteredSchema> find(String subject, Schema schema) {
        return switch (translated(() -> core.find(subject, submission(schema), false))) {
            case Finding.Found found ->
                Optional.of(new RegisteredSchema(
                        subject, found.version().version(), found.version().id(), schema));
            case Finding.SubjectUnknown _, Finding.SchemaUnknown _ -> Optional.empty();
            case Finding.Invalid invalid -> throw invalid(schema, invalid.why());
        };
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return translated(() -> core.query(state -> state.latest(subject)
                .map(version ->
                        new RegisteredSchema(subject, version.version(), version.id(), state.schemaOf(version)))));
    }

    @Override
    public List<String> incompatibilities(String subject, Schema schema) {
        return switch (translated(() -> core.compareWithAll(subject, submission(schema)))) {
            case Comparison.Compared compared -> compared.reasons();
            case Comparison.SubjectUnknown _, Comparison.VersionUnknown _ -> List.of();
            case Comparison.Invalid invalid -> throw invalid(schema, invalid.why());
        };
    }

    RegistryCore core() {
        return core;
    }

    String clusterId() {
        return clusterId;
    }

    private static Submission submission(Schema schema) {
        return new Submission(schema.toString(), List.of());
    }

    private static void requireSubject(String subject) {
        Optional<String> fault = Subjects.fault(subject);
        if (fault.isPresent()) {
            throw new SchemaRegistryException(Reason.INVALID, fault.get());
        }
    }

    private static SchemaRegistryException invalid(Schema schema, String why) {
        return new SchemaRegistryException(
                Reason.INVALID, "the schema " + schema.getFullName() + " is not a valid Avro schema: " + why);
    }

    private static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (SchemaLogException e) {
            Reason reason = switch (e.kind()) {
                case UNAVAILABLE -> Reason.UNAVAILABLE;
                case BROKEN -> Reason.INVALID;
            };
            throw new SchemaRegistryException(reason, e.getMessage(), e);
        }
    }

    /// Waits for a write that is under way; what is asked later is refused.
    @Override
    public void close() {
        core.close();
    }
}
