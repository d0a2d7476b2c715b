package io.millrace.topology.stock;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.stock.Incoming.FromLane;
import io.millrace.topology.stock.Incoming.FromReorder;
import io.millrace.topology.stock.Incoming.FromStore;
import io.millrace.topology.stock.Incoming.FromTill;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the records of every topic the ledger listens to.
final class Readers {
    private final Map<String, Reader<?>> readers;

    /// What a record's bytes are.
    sealed interface Result {
        record Read(Incoming incoming) implements Result {}

        record Unreadable(String detail) implements Result {}
    }

    private record Reader<V extends AvroRoot>(RecordDecoder<V> decoder, Function<V, Incoming> wrap) {
        Result read(byte @Nullable [] value) {
            return switch (decoder.decode(value)) {
                case Decoded.Value<V>(V record, int _) -> new Result.Read(wrap.apply(record));
                case Decoded.Unreadable<V>(var reason, String detail) -> new Result.Unreadable(reason + ": " + detail);
            };
        }
    }

    Readers(String prefix, SchemaRegistry registry) {
        this.readers = Map.of(
                prefix + Topics.SALES.name(), reader(Topics.SALES, FromTill::new, registry),
                prefix + Topics.STOCK_COMMANDS.name(), reader(Topics.STOCK_COMMANDS, FromStore::new, registry),
                prefix + Topics.TRANSFERS.name(), reader(Topics.TRANSFERS, FromLane::new, registry),
                prefix + Topics.ON_ORDER_CHANGES.name(), reader(Topics.ON_ORDER_CHANGES, FromReorder::new, registry));
    }

    private static <V extends AvroRoot> Reader<V> reader(
            Topic<?, V> topic, Function<V, Incoming> wrap, SchemaRegistry registry) {
        return new Reader<>(new RecordDecoder<>(topic.value(), registry), wrap);
    }

    /// The topics, without a prefix.
    static List<String> topics() {
        return List.of(
                Topics.SALES.name(),
                Topics.STOCK_COMMANDS.name(),
                Topics.TRANSFERS.name(),
                Topics.ON_ORDER_CHANGES.name());
    }

    Result read(String topic, byte @Nullable [] value) {
        Reader<?> reader = readers.get(topic);
        if (reader == null) {
            throw new IllegalStateException("no reader for topic " + topic);
        }
        return reader.read(value);
    }
}
