package io.millrace.topology.segments;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.state.StoreBuilder;

/// Builds a [SegmentedStore] for each task.
///
/// @param <C> the content
public final class SegmentedStoreBuilder<C extends SegmentedStore.Content> implements StoreBuilder<SegmentedStore<C>> {
    /// The log is read whole at every start, and the broker's defaults would leave a gigabyte of it uncleaned.
    private static final Map<String, String> LOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(32 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofHours(6).toMillis()),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");

    private final String name;
    private final Supplier<C> content;
    private Map<String, String> logConfig = LOG;

    public SegmentedStoreBuilder(String name, Supplier<C> content) {
        this.name = name;
        this.content = content;
    }

    @Override
    public SegmentedStore<C> build() {
        return new SegmentedStore<>(name, content.get());
    }

    /// @param config of the log's topic, where it is to differ from what suits this store
    @Override
    public StoreBuilder<SegmentedStore<C>> withLoggingEnabled(Map<String, String> config) {
        Map<String, String> merged = new HashMap<>(LOG);
        merged.putAll(config);
        logConfig = Map.copyOf(merged);
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
