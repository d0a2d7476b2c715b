package io.millrace.topology.accuracy;

import io.millrace.domain.ItemKey;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.Closures;
import io.millrace.topology.forecast.rules.QuietDays;
import io.millrace.topology.forecast.rules.Scoring;
import io.millrace.topology.forecast.rules.Scoring.Came;
import io.millrace.topology.segments.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Keeps what was forecast until it is known what came.
///
/// A day is scored once, when it closes. One that was never written, because nothing was sold, is scored as zero when
/// its location closes the next, unless the location was closed. Days that ran out of stock are not scored: they say
/// only that demand was at least so much.
final class AccuracyProcessor implements Processor<byte[], byte[], Void, Void> {
    static final List<Topic<?, ? extends AvroRoot>> TOPICS = List.of(Topics.FORECAST_ACCURACY);

    private final String prefix;
    private final SchemaRegistry registry;
    private final Closures closures;
    private final RecordDecoder<DemandDay> days;
    private final RecordDecoder<Forecast> forecasts;
    private final RecordDecoder<ExternalForecast> externals;
    private @Nullable Task task;

    /// What exists while the task runs.
    private record Task(ProcessorContext<Void, Void> context, OutlookStore outlooks, TopicWriter writer) {}

    AccuracyProcessor(String prefix, SchemaRegistry registry, Closures closures) {
        this.prefix = prefix;
        this.registry = registry;
        this.closures = closures;
        this.days = new RecordDecoder<>(DemandDay.TYPE, registry);
        this.forecasts = new RecordDecoder<>(Forecast.TYPE, registry);
        this.externals = new RecordDecoder<>(ExternalForecast.TYPE, registry);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        task = new Task(
                context,
                new OutlookStore(context, prefix, registry),
                new TopicWriter(context, TOPICS, prefix, registry));
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        Task running = task;
        if (running == null) {
            throw new IllegalStateException("the processor was not set up");
        }
        String topic = running.context
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a place in a topic"))
                .topic()
                .substring(prefix.length());
        byte[] value = incoming.value();
        if (value == null) {
            return;
        }
        if (topic.equals(Topics.DEMAND_DAYS.name())) {
            came(running, read(days, value));
        } else if (topic.equals(Topics.FORECASTS.name())) {
            running.outlooks.put(read(forecasts, value), true);
        } else if (topic.equals(Topics.SHADOW_FORECASTS.name())) {
            running.outlooks.put(read(forecasts, value), false);
        } else {
            ExternalOutlook.of(read(externals, value)).ifPresent(told -> running.outlooks.put(told, false));
        }
    }

    private static <V extends AvroRoot> V read(RecordDecoder<V> decoder, byte[] value) {
        return switch (decoder.decode(value)) {
            case Decoded.Value<V>(V record, int _) -> record;
            case Decoded.Unreadable<V>(var reason, String detail) ->
                throw new IllegalStateException("a record can't be read: " + reason + ", " + detail
                        + ". A newer Millrace may have written it: start that one");
        };
    }

    private void came(Task running, DemandDay day) {
        if (!day.complete()) {
            return;
        }
        ItemKey item = ItemKey.of(day.tenantId(), day.locationId(), day.itemId());
        if (isWithStock(day)) {
            double units =
                    Math.max(0, (day.units().thousandths() - day.returns().thousandths()) / 1_000.0);
            score(running, item, new Came(day.businessDate(), units, day.version()));
        } else {
            running.outlooks.mark(item, day.businessDate());
        }
        running.outlooks.ended(item, day.businessDate(), endsOut(day));
        if (day.units().thousandths() > 0) {
            running.outlooks.sold(item, day.businessDate());
        }
        Optional<LocalDate> before = running.outlooks.close(item.lane(), day.businessDate());
        before.ifPresent(date -> scoreZeros(running, item, date, day.businessDate()));
    }

    /// Unknown stock is taken for stock; a day on which nobody could buy is none.
    private static boolean isWithStock(DemandDay day) {
        Integer open = day.openMinutes();
        Integer inStock = day.inStockMinutes();
        boolean isOpen = open == null || open > 0;
        return isOpen && (open == null || inStock == null || inStock >= open);
    }

    private static boolean endsOut(DemandDay day) {
        return !day.stockOuts().isEmpty() && day.stockOuts().getLast().to() == null;
    }

    /// Nothing was sold on the days that the location closed before and nobody wrote, if it was open on them.
    private void scoreZeros(Task running, ItemKey any, LocalDate closedBefore, LocalDate closedNow) {
        QuietDays.Sold sold = running.outlooks.sold(any.lane());
        List<LocalDate> open = closedBefore
                .datesUntil(closedNow)
                .filter(date -> sold.items(date) > 0
                        || !(closures.isClosed(any.lane(), date) || QuietDays.of(date, sold) != QuietDays.OPEN))
                .toList();
        for (ItemKey item : running.outlooks.items(any.lane())) {
            for (LocalDate date : open) {
                if (!running.outlooks.isOut(item, date)) {
                    score(running, item, new Came(date, 0, 0));
                }
            }
        }
    }

    private static void score(Task running, ItemKey item, Came came) {
        Instant now = Instant.ofEpochMilli(running.context.currentSystemTimeMs());
        Map<String, List<Forecast>> bySource = running.outlooks.of(item);
        Optional<Forecast> served = bySource.entrySet().stream()
                .filter(entry -> running.outlooks.isServed(entry.getKey()))
                .findFirst()
                .flatMap(entry -> Scoring.counting(entry.getValue(), came.date()));
        DemandScale scale = served.map(Forecast::scale).orElse(null);
        if (scale == null || !running.outlooks.mark(item, came.date())) {
            return;
        }
        String method = served.map(Forecast::method).orElse("");
        bySource.forEach((source, made) -> Scoring.counting(made, came.date())
                // What is served now was compared before, and may still say something of the day.
                .filter(forecast ->
                        running.outlooks.isServed(source) || !forecast.method().equals(method))
                .flatMap(forecast -> Scoring.score(forecast, running.outlooks.isServed(source), came, scale, now))
                .ifPresent(accuracy -> write(running, item, accuracy)));
    }

    private static void write(Task running, ItemKey item, ForecastAccuracy accuracy) {
        running.writer.send(
                Topics.FORECAST_ACCURACY,
                running.context.taskId().partition(),
                item.text().getBytes(StandardCharsets.UTF_8),
                accuracy,
                running.context.currentSystemTimeMs());
    }
}
