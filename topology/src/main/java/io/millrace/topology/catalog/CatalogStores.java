package io.millrace.topology.catalog;

import io.millrace.domain.CatalogKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.RecordDecoder;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// Adds catalogue topics to a topology, as stores that every task can read.
public final class CatalogStores {
    private CatalogStores() {}

    /// The name of a topic's store: `catalog-items` for `catalog.items.v1`.
    public static String storeOf(Topic<CatalogKey, ?> topic) {
        return topic.name().replace(".v1", "").replace('.', '-');
    }

    /// Adds one topic, which may carry a prefix.
    public static <V extends AvroRoot> void add(
            Topology topology, Topic<CatalogKey, V> topic, String prefix, SchemaRegistry registry) {
        add(topology, topic, prefix, name -> new CatalogStore<>(name, new RecordDecoder<>(topic.value(), registry)));
    }

    /// Adds the items, which are found by their codes too.
    public static void addItems(Topology topology, String prefix, SchemaRegistry registry) {
        add(
                topology,
                Topics.ITEMS,
                prefix,
                name -> new ItemStore(name, new RecordDecoder<>(Topics.ITEMS.value(), registry)));
    }

    private static <V extends AvroRoot> void add(
            Topology topology,
            Topic<CatalogKey, V> topic,
            String prefix,
            Function<String, ? extends CatalogStore<V>> made) {
        String store = storeOf(topic);
        topology.addGlobalStore(
                new Builder<V>(store, made),
                "read-" + store,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                prefix + topic.name(),
                "keep-" + store,
                () -> new Feed<V>(store));
    }

    /// Puts what comes in into the store.
    private static final class Feed<V extends AvroRoot> implements Processor<byte[], byte[], Void, Void> {
        private final String storeName;
        private @Nullable CatalogStore<V> store;

        Feed(String storeName) {
            this.storeName = storeName;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(storeName);
        }

        @Override
        public void process(Record<byte[], byte[]> change) {
            if (store != null) {
                store.put(change.key(), change.value());
            }
        }
    }

    private record Builder<V extends AvroRoot>(String name, Function<String, ? extends CatalogStore<V>> made)
            implements StoreBuilder<CatalogStore<V>> {
        @Override
        public CatalogStore<V> build() {
            return made.apply(name);
        }

        @Override
        public StoreBuilder<CatalogStore<V>> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<CatalogStore<V>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CatalogStore<V>> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("the topic itself is this store's log");
        }

        @Override
        public StoreBuilder<CatalogStore<V>> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
