package io.millrace.topology.segments;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.StoreBuilder;

/// Builds a [SegmentedStore] for each task.
///
/// @param <C> the content
public final class SegmentedStoreBuilder<C extends SegmentedStore.Content> implements StoreBuilder<SegmentedStore<C>> {
    private final String name;
    private final Supplier<C> content;
    private Map<String, String> logConfig;

    public SegmentedStoreBuilder(String name, Supplier<C> content) {
        this.name = name;
        this.content = content;
        this.logConfig = Map.of();
    }

    @Override
    public SegmentedStore<C> build() {
        return new SegmentedStore<>(name, content.get());
    }

    @Override
    public StoreBuilder<SegmentedStore<C>> withLoggingEnabled(Map<String, String> config) {
        logConfig = Map.copyOf(config);
        return this;
    }

    @Override
    public StoreBuilder<SegmentedStore<C>> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<SegmentedStore<C>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<SegmentedStore<C>> withLoggingDisabled() {
        throw new UnsupportedOperationException("without its log this store would lose its content with the process");
    }

    @Override
    public Map<String, String> logConfig() {
        return logConfig;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }
}
