package io.millrace.topology.forecast.revision;

import io.millrace.domain.ItemKey;
import io.millrace.events.demand.DemandOverride;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// What planners say of the series of a partition, and where the forecasts are that should tell it.
final class RevisionStore {
    private final String forecastsTopic;
    private final KeyValueStore<String, byte[]> heads;
    private final KeyValueStore<String, byte[]> said;
    private final AvroSerializer<Forecast> serializer;
    private final RecordDecoder<Forecast> forecasts;
    private final RecordDecoder<DemandOverride> overrides;

    /// A forecast without what it was computed to, and where all of it is.
    record Head(Forecast forecast, long offset) {}

    RevisionStore(ProcessorContext<Void, Void> context, String prefix, SchemaRegistry registry) {
        this.forecastsTopic = prefix + Topics.FORECASTS.name();
        this.heads = context.getStateStore(RevisionProcessor.HEADS);
        this.said = context.getStateStore(RevisionProcessor.SAID);
        this.serializer = new AvroSerializer<>(registry);
        this.forecasts = new RecordDecoder<>(Forecast.TYPE, registry);
        this.overrides = new RecordDecoder<>(DemandOverride.TYPE, registry);
    }

    Optional<Head> head(ItemKey item) {
        byte[] bytes = heads.get(item.text());
        if (bytes == null) {
            return Optional.empty();
        }
        byte[] record = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
        return forecasts.decode(record) instanceof Decoded.Value<Forecast>(Forecast forecast, int _)
                ? Optional.of(new Head(forecast, ByteBuffer.wrap(bytes).getLong()))
                : Optional.empty();
    }

    void put(ItemKey item, Forecast forecast, long offset) {
        byte[] record = serializer.serialize(forecastsTopic, Revisions.head(forecast));
        heads.put(
                item.text(),
                ByteBuffer.allocate(Long.BYTES + record.length)
                        .putLong(offset)
                        .put(record)
                        .array());
    }

    void forget(ItemKey item) {
        heads.delete(item.text());
    }

    /// Keeps what a planner says; nothing, if it was taken back.
    void say(String key, byte[] override) {
        said.put(key, override);
    }

    void takeBack(String key) {
        said.delete(key);
    }

    /// All that is said of a series.
    List<ForecastOverride> said(ItemKey item) {
        List<ForecastOverride> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = said.prefixScan(item.text() + '|', new StringSerializer())) {
            all.forEachRemaining(entry -> {
                if (overrides.decode(entry.value) instanceof Decoded.Value<DemandOverride>(var override, int _)) {
                    found.add(override.change());
                }
            });
        }
        return found;
    }
}
