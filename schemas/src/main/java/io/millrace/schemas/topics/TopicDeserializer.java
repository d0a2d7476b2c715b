package io.millrace.schemas.topics;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.CachingSchemaRegistry;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.wire.AvroDeserializer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// [AvroDeserializer] for clients that name their deserializer in a configuration: the catalogue tells what a topic
/// holds. `schema.registry.url` and its companions are as Confluent's deserializer has them; `topics.prefix` is the
/// installation's, if it has one.
public final class TopicDeserializer implements Deserializer<AvroRoot> {
    private static final String PREFIX = "topics.prefix";

    private final ConcurrentMap<String, AvroDeserializer<?>> byTopic = new ConcurrentHashMap<>();
    private String prefix = "";
    private @Nullable HttpSchemaRegistry http;
    private @Nullable CachingSchemaRegistry registry;

    @Override
    public void configure(Map<String, ?> configuration, boolean isKey) {
        TopicSerializer.requireValue(isKey);
        Object given = configuration.get(PREFIX);
        prefix = given == null ? "" : given.toString();
        RegistryOptions options = RegistryOptions.fromProperties(configuration);
        http = new HttpSchemaRegistry(options);
        registry = new CachingSchemaRegistry(http, options.missingTimeMillis());
    }

    @Override
    public @Nullable AvroRoot deserialize(String topic, byte @Nullable [] data) {
        return byTopic.computeIfAbsent(topic, this::deserializer).deserialize(topic, data);
    }

    private AvroDeserializer<?> deserializer(String name) {
        if (registry == null) {
            throw new IllegalStateException("configure() comes first");
        }
        Topic<?, ?> topic = Topics.named(name, prefix)
                .orElseThrow(() -> new SerializationException("Millrace has no topic '" + name + "'"
                        + (prefix.isEmpty() ? "; is topics.prefix missing?" : " with the prefix '" + prefix + "'")));
        return new AvroDeserializer<>(topic.value(), registry);
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
    }
}
