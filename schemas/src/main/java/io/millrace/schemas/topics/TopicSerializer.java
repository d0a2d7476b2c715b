package io.millrace.schemas.topics;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.AvroSerializer.Registration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// [AvroSerializer] for clients that name their serializer in a configuration: `value.serializer` is this class, and
/// `schema.registry.url` and its companions are as Confluent's serializer has them. With `auto.register.schemas=false`
/// an unknown schema is refused instead of registered.
public final class TopicSerializer implements Serializer<AvroRoot> {
    private static final String AUTO_REGISTER = "auto.register.schemas";

    private @Nullable HttpSchemaRegistry registry;
    private @Nullable AvroSerializer<AvroRoot> serializer;

    @Override
    public void configure(Map<String, ?> configuration, boolean isKey) {
        requireValue(isKey);
        boolean automatic = !"false".equalsIgnoreCase(String.valueOf(configuration.get(AUTO_REGISTER)));
        registry = new HttpSchemaRegistry(RegistryOptions.fromProperties(configuration));
        serializer = new AvroSerializer<>(registry, automatic ? Registration.AUTOMATIC : Registration.NEVER);
    }

    static void requireValue(boolean isKey) {
        if (isKey) {
            throw new ConfigException("Keys are plain text: use Kafka's own StringSerializer and StringDeserializer.");
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable AvroRoot value) {
        if (serializer == null) {
            throw new IllegalStateException("configure() comes first");
        }
        return serializer.serialize(topic, value);
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
