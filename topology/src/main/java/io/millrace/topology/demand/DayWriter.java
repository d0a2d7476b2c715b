package io.millrace.topology.demand;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.demand.DemandDay;
import io.millrace.domain.demand.StockOut;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.demand.state.DemandLane;
import io.millrace.topology.demand.state.ItemDay;
import io.millrace.topology.demand.state.LaneDay;
import io.millrace.topology.segments.SegmentedStore.CommitListener;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.segments.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/// Writes demand days: those that changed since the last commit, each once, and those that were loaded, as they come.
final class DayWriter implements CommitListener {
    static final List<Topic<?, ? extends AvroRoot>> TOPICS = List.of(Topics.DEMAND_DAYS);

    private final TopicWriter writer;
    private final int partition;
    private final LongSupplier nowMillis;

    DayWriter(ProcessorContext<?, ?> context, String prefix, SchemaRegistry registry) {
        this.writer = new TopicWriter(context, TOPICS, prefix, registry);
        this.partition = context.taskId().partition();
        this.nowMillis = context::currentSystemTimeMs;
    }

    @Override
    public void beforeCommit(List<Slot<?, ?>> changed) {
        for (Slot<?, ?> slot : changed) {
            if (slot instanceof ItemDay day && !day.isOver()) {
                write(day, false);
            }
        }
    }

    /// Writes an open day as it is now.
    ///
    /// @param sealed whether it is the last time
    void write(ItemDay day, boolean sealed) {
        DemandLane lane = day.lane();
        LaneDay times = lane.day(day.epochDay());
        boolean known = day.item().shelf().isKnownOn(day.epochDay());
        Optional<List<StockOut>> stock = known
                ? Optional.of(day.value()
                        .changes()
                        .stockOuts(day.item().freeAtBegin(day.epochDay()), times.startSecond(), times.endSecond()))
                : Optional.empty();
        DemandDay written = DemandDay.of(
                LocalDate.ofEpochDay(day.epochDay()),
                day.value().sales(),
                stock,
                times.openTimes(),
                times.isComplete(),
                sealed,
                day.value().nextVersion());
        write(lane, day.item().name(), written);
    }

    void write(DemandLane lane, String item, DemandDay day) {
        String key = lane.key().text() + '|' + item + '|' + day.date();
        writer.send(
                Topics.DEMAND_DAYS,
                partition,
                key.getBytes(StandardCharsets.UTF_8),
                record(lane, item, day),
                nowMillis.getAsLong());
    }

    private static io.millrace.events.demand.DemandDay record(DemandLane lane, String item, DemandDay day) {
        return new io.millrace.events.demand.DemandDay(
                lane.key().tenant().value(),
                lane.key().location().value(),
                item,
                day.date(),
                new Quantity(day.units()),
                new Quantity(day.returns()),
                new Money(day.revenue()),
                day.averagePrice().map(Money::new).orElse(null),
                nullIfEmpty(day.currency()),
                nullIfEmpty(day.promotion()),
                day.transactions(),
                nullIfEmpty(day.inStockMinutes()),
                nullIfEmpty(day.openMinutes()),
                stockOuts(day.stockOuts()),
                day.complete(),
                day.sealed(),
                day.version());
    }

    private static List<io.millrace.events.demand.StockOut> stockOuts(List<StockOut> outs) {
        if (outs.isEmpty()) {
            return List.of();
        }
        List<io.millrace.events.demand.StockOut> written = new ArrayList<>(outs.size());
        for (StockOut out : outs) {
            written.add(new io.millrace.events.demand.StockOut(
                    Instant.ofEpochSecond(out.fromSecond()),
                    out.lasting() ? null : Instant.ofEpochSecond(out.toSecond())));
        }
        return written;
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Integer nullIfEmpty(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
