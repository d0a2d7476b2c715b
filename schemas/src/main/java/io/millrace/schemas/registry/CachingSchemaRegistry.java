package io.millrace.schemas.registry;

import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Remembers what another registry said, so that it is asked once per schema and not once per record.
///
/// Ids and registrations never change and are kept for ever. What does not exist is remembered for a short time, so
/// that a topic full of unreadable records cannot hammer the registry; a registry that is away is not taken for one
/// that does not know. However many threads want the same thing, one asks. The latest version and compatibility always
/// go through.
public final class CachingSchemaRegistry implements SchemaRegistry {
    private static final int MISSING_MAX = 10_000;

    private final SchemaRegistry registry;
    private final SchemaTexts texts = new SchemaTexts();

    private final ConcurrentHashMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SubjectSchema, RegisteredSchema> registrations = new ConcurrentHashMap<>();

    private final SingleFlight<Integer, Schema> schemaFlights = new SingleFlight<>();
    private final SingleFlight<SubjectSchema, Integer> idFlights = new SingleFlight<>();
    private final SingleFlight<SubjectSchema, RegisteredSchema> registrationFlights = new SingleFlight<>();

    private final MissingEntries<Integer> missingIds;
    private final MissingEntries<SubjectSchema> missingRegistrations;

    private record SubjectSchema(String subject, String text) {}

    /// @param missingTimeMillis how long to remember that something does not exist; 0 is not at all
    public CachingSchemaRegistry(SchemaRegistry registry, long missingTimeMillis) {
        this(registry, missingTimeMillis, System::nanoTime);
    }

    /// @param nanoTime a clock that never goes back, in nanoseconds
    public CachingSchemaRegistry(SchemaRegistry registry, long missingTimeMillis, LongSupplier nanoTime) {
        if (missingTimeMillis < 0) {
            throw new IllegalArgumentException("missingTimeMillis must not be negative, this is " + missingTimeMillis);
        }
        long missingTimeNanos = TimeUnit.MILLISECONDS.toNanos(missingTimeMillis);
        this.registry = registry;
        this.missingIds = new MissingEntries<>(missingTimeNanos, MISSING_MAX, nanoTime);
        this.missingRegistrations = new MissingEntries<>(missingTimeNanos, MISSING_MAX, nanoTime);
    }

    @Override
    public int register(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, texts.textOf(schema));
        Integer known = ids.get(key);
        return known != null ? known : idFlights.join(key, () -> ids.get(key), () -> registerNow(key, schema));
    }

    private int registerNow(SubjectSchema key, Schema schema) {
        int id = registry.register(key.subject(), schema);
        ids.put(key, id);
        schemas.putIfAbsent(id, schema);
        missingIds.forget(id);
        missingRegistrations.forget(key);
        return id;
    }

    @Override
    public Schema schemaById(int id) {
        Schema known = schemas.get(id);
        return known != null
                ? known
                : schemaFlights.join(id, () -> rememberedSchema(id), () -> ask(missingIds, id, () -> schemaNow(id)));
    }

    private @Nullable Schema rememberedSchema(int id) {
        return remembered(missingIds, id, schemas.get(id));
    }

    private Schema schemaNow(int id) {
        Schema schema = registry.schemaById(id);
        schemas.put(id, schema);
        return schema;
    }

    @Override
    public Optional<RegisteredSchema> find(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, texts.textOf(schema));
        RegisteredSchema known = registrations.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            return Optional.of(registrationFlights.join(
                    key,
                    () -> remembered(missingRegistrations, key, registrations.get(key)),
                    () -> ask(missingRegistrations, key, () -> findNow(key, schema))));
        } catch (SchemaRegistryException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private RegisteredSchema findNow(SubjectSchema key, Schema schema) {
        RegisteredSchema found = registry.find(key.subject(), schema)
                .orElseThrow(() -> new SchemaRegistryException(
                        Reason.NOT_FOUND,
                        "the schema " + schema.getFullName() + " is not registered under subject '" + key.subject()
                                + "'"));
        registrations.put(key, found);
        ids.put(key, found.id());
        return found;
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return registry.latest(subject);
    }

    @Override
    public List<String> incompatibilities(String subject, Schema schema) {
        return registry.incompatibilities(subject, schema);
    }

    private static <K, V> @Nullable V remembered(MissingEntries<K> missing, K key, @Nullable V known) {
        if (known != null) {
            return known;
        }
        String message = missing.messageFor(key);
        if (message != null) {
            throw new SchemaRegistryException(Reason.NOT_FOUND, message);
        }
        return null;
    }

    private static <K, V> V ask(MissingEntries<K> missing, K key, Supplier<V> request) {
        try {
            return request.get();
        } catch (SchemaRegistryException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                missing.remember(key, e.getMessage());
            }
            throw e;
        }
    }
}
