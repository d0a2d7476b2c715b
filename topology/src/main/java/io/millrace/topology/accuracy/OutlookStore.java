package io.millrace.topology.accuracy;

import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.events.demand.Forecast;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.rules.Scoring;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// What was forecast of the series of a partition, which of their days are scored, and how their locations stand.
final class OutlookStore {
    /// Forecasts that were replaced are needed for days that close late.
    private static final int KEPT = 4;

    private static final String SERVED = "!";
    private static final String SOLD = "+";
    private static final int DAYS_MARKED = 60;

    private final String topic;
    private final KeyValueStore<String, byte[]> outlooks;
    private final KeyValueStore<String, byte[]> scored;
    private final KeyValueStore<String, byte[]> lanes;
    private final AvroSerializer<Forecast> serializer;
    private final RecordDecoder<Forecast> decoder;

    OutlookStore(ProcessorContext<Void, Void> context, String prefix, SchemaRegistry registry) {
        this.topic = prefix + Topics.FORECASTS.name();
        this.outlooks = context.getStateStore(AccuracyTopology.OUTLOOKS);
        this.scored = context.getStateStore(AccuracyTopology.SCORED);
        this.lanes = context.getStateStore(AccuracyTopology.LANES);
        this.serializer = new AvroSerializer<>(registry);
        this.decoder = new RecordDecoder<>(Forecast.TYPE, registry);
    }

    /// Keeps a forecast beside the last ones of its source; one that knew no more takes the place of the one before.
    void put(Forecast forecast, boolean isServed) {
        // A tilde sorts behind everything that a date or a source may have.
        String source = key(forecast) + '|' + (isServed ? SERVED : forecast.method());
        outlooks.put(source + '~' + forecast.dataUpTo(), serializer.serialize(topic, Scoring.trimmed(forecast)));
        List<String> kept = keys(source + '~');
        kept.subList(0, Math.max(0, kept.size() - KEPT)).forEach(outlooks::delete);
    }

    private static String key(Forecast forecast) {
        return forecast.tenantId() + '|' + forecast.locationId() + '|' + forecast.itemId();
    }

    private List<String> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = outlooks.prefixScan(prefix, new StringSerializer())) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    /// What was forecast of a series, by source.
    Map<String, List<Forecast>> of(ItemKey item) {
        Map<String, List<Forecast>> found = new TreeMap<>();
        String prefix = item.text() + '|';
        try (KeyValueIterator<String, byte[]> all = outlooks.prefixScan(prefix, new StringSerializer())) {
            all.forEachRemaining(entry -> {
                String source = entry.key.substring(prefix.length(), entry.key.lastIndexOf('~'));
                if (decoder.decode(entry.value) instanceof Decoded.Value<Forecast>(Forecast forecast, int _)) {
                    found.computeIfAbsent(source, _ -> new ArrayList<>()).add(forecast);
                }
            });
        }
        return found;
    }

    boolean isServed(String source) {
        return source.equals(SERVED);
    }

    /// The series of a lane that something is forecast of.
    Set<ItemKey> items(LaneKey lane) {
        Set<ItemKey> items = new LinkedHashSet<>();
        for (String key : keys(lane.text() + '|')) {
            String item = key.substring(lane.text().length() + 1);
            items.add(ItemKey.of(lane.tenant().value(), lane.location().value(), item.substring(0, item.indexOf('|'))));
        }
        return items;
    }

    /// Marks a day as scored; false if it was.
    boolean mark(ItemKey item, LocalDate date) {
        String key = item.text() + '|' + date;
        if (scored.get(key) != null) {
            return false;
        }
        scored.put(key, new byte[0]);
        scored.delete(item.text() + '|' + date.minusDays(DAYS_MARKED));
        return true;
    }

    /// Notes that something of an item was sold on a day; doing so again changes nothing.
    void sold(ItemKey item, LocalDate date) {
        String counted = item.text() + '|' + SOLD + date;
        if (scored.get(counted) == null) {
            scored.put(counted, new byte[0]);
            scored.delete(item.text() + '|' + SOLD + date.minusDays(DAYS_MARKED));
            lanes.put(SOLD + item.lane().text(), sold(item.lane()).and(date).bytes());
        }
    }

    /// On how many items of a lane something was sold, on each of its last days.
    SoldDays sold(LaneKey lane) {
        return SoldDays.of(lanes.get(SOLD + lane.text()));
    }

    /// Remembers how the last day of a series ended that was written.
    void ended(ItemKey item, LocalDate date, boolean isOut) {
        String key = item.text();
        byte[] before = lanes.get(key);
        if (before == null || !date.isBefore(date(before))) {
            lanes.put(key, (date + (isOut ? "-" : "")).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Whether a day that was never written began without stock.
    boolean isOut(ItemKey item, LocalDate date) {
        byte[] last = lanes.get(item.text());
        return last != null && last[last.length - 1] == '-' && date(last).isBefore(date);
    }

    /// Notes that a lane has closed a day.
    ///
    /// @return the last day it had closed before, if this is a later one
    Optional<LocalDate> close(LaneKey lane, LocalDate date) {
        byte[] before = lanes.get(lane.text());
        if (before != null && !date.isAfter(date(before))) {
            return Optional.empty();
        }
        lanes.put(lane.text(), date.toString().getBytes(StandardCharsets.UTF_8));
        return Optional.ofNullable(before).map(OutlookStore::date);
    }

    private static LocalDate date(byte[] text) {
        return LocalDate.parse(new String(text, 0, "2026-01-01".length(), StandardCharsets.UTF_8));
    }
}
