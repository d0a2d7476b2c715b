package io.millrace.topology.forecast.revision;

import io.millrace.domain.ItemKey;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.revision.RevisionStore.Head;
import io.millrace.topology.segments.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a forecast again when it does not say what planners say: because one changed their mind, or because the job
/// that made it had not heard of it.
///
/// Jobs write the same topic, so what is told again may come behind a newer forecast. That one is then told again in
/// its turn: the last record of a series is always the newest forecast with the newest overrides.
public final class RevisionProcessor implements Processor<byte[], byte[], Void, Void> {
    /// What it writes.
    public static final List<Topic<?, ? extends AvroRoot>> TOPICS = List.of(Topics.FORECASTS);

    /// The store of where forecasts are.
    public static final String HEADS = "revision-heads";

    /// The store of what planners say.
    public static final String SAID = "revision-overrides";

    private static final Logger LOG = LoggerFactory.getLogger(RevisionProcessor.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final int TRIES_MAX = 5;

    private final String prefix;
    private final SchemaRegistry registry;
    private final Lookup lookup;
    private final RecordDecoder<Forecast> forecasts;
    private @Nullable Task task;

    /// What exists while the task runs.
    ///
    /// @param missed what could not be read, and how often it was tried
    private record Task(
            ProcessorContext<Void, Void> context,
            RevisionStore store,
            TopicWriter writer,
            Map<ItemKey, Integer> missed) {
        int partition() {
            return context.taskId().partition();
        }
    }

    /// @param prefix of the topics' names
    /// @param lookup reads the topic of forecasts
    public RevisionProcessor(String prefix, SchemaRegistry registry, Lookup lookup) {
        this.prefix = prefix;
        this.registry = registry;
        this.lookup = lookup;
        this.forecasts = new RecordDecoder<>(Forecast.TYPE, registry);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        Task started = new Task(
                context,
                new RevisionStore(context, prefix, registry),
                new TopicWriter(context, TOPICS, prefix, registry),
                new HashMap<>());
        task = started;
        context.schedule(AGAIN, PunctuationType.WALL_CLOCK_TIME, _ -> tryAgain(started));
    }

    /// What was not found is gone, or Kafka was slow.
    private void tryAgain(Task running) {
        for (ItemKey item : List.copyOf(running.missed.keySet())) {
            int tried = running.missed.merge(item, 1, Integer::sum);
            if (tried > TRIES_MAX) {
                running.missed.remove(item);
                LOG.warn("Forecast {} does not tell its overrides before it is made anew: it can't be read", item);
            } else {
                running.store.head(item).ifPresent(head -> require(running, item, head));
            }
        }
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        Task running = task;
        if (running == null) {
            throw new IllegalStateException("the processor was not set up");
        }
        RecordMetadata place = running.context
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a place in a topic"));
        String key = new String(incoming.key(), StandardCharsets.UTF_8);
        if (place.topic().equals(prefix + Topics.FORECAST_OVERRIDES.name())) {
            said(running, key, incoming.value());
        } else if (incoming.value() == null) {
            running.store.forget(ItemKey.parse(key));
        } else if (forecasts.decode(incoming.value()) instanceof Decoded.Value<Forecast>(Forecast forecast, int _)) {
            made(running, ItemKey.parse(key), forecast, place.offset());
        } else {
            LOG.warn("Forecast {} is left as it is: it is not readable", key);
        }
    }

    private void said(Task running, String key, byte @Nullable [] override) {
        if (override == null) {
            running.store.takeBack(key);
        } else {
            running.store.say(key, override);
        }
        ItemKey item = SourceKey.parse(key).item();
        running.store.head(item).ifPresent(head -> require(running, item, head));
    }

    private void made(Task running, ItemKey item, Forecast forecast, long offset) {
        Optional<Head> before = running.store.head(item);
        boolean isBehind = before.filter(head -> Revisions.isOlder(forecast, head.forecast()))
                .isPresent();
        if (isBehind) {
            before.ifPresent(head -> tellAgain(running, item, head));
            return;
        }
        running.missed.remove(item);
        Optional<Forecast> toldLater = before.map(Head::forecast)
                .filter(head -> Revisions.isSame(forecast, head) && head.revision() > forecast.revision());
        // What this processor has told of it since comes behind it.
        running.store.put(item, toldLater.orElse(forecast), offset);
        List<ForecastOverride> wanted = Revisions.concerning(forecast, running.store.said(item));
        if (toldLater.isEmpty() && !Revisions.tells(forecast, wanted)) {
            tell(running, item, Revisions.revised(forecast, forecast, wanted), offset);
        }
    }

    private void require(Task running, ItemKey item, Head head) {
        if (!Revisions.tells(head.forecast(), Revisions.concerning(head.forecast(), running.store.said(item)))) {
            tellAgain(running, item, head);
        }
    }

    private void tellAgain(Task running, ItemKey item, Head head) {
        Optional<Forecast> found = lookup.at(running.partition(), head.offset());
        if (found.isEmpty()) {
            // If a newer one has taken its place, that comes here too.
            running.missed.putIfAbsent(item, 0);
            return;
        }
        List<ForecastOverride> wanted = Revisions.concerning(head.forecast(), running.store.said(item));
        tell(running, item, Revisions.revised(found.get(), head.forecast(), wanted), head.offset());
    }

    private static void tell(Task running, ItemKey item, Forecast revised, long offset) {
        running.missed.remove(item);
        running.store.put(item, revised, offset);
        running.writer.send(
                Topics.FORECASTS,
                running.partition(),
                item.text().getBytes(StandardCharsets.UTF_8),
                revised,
                running.context.currentSystemTimeMs());
        LOG.info(
                "Forecast {} in version {} is told again with {} overrides",
                item,
                revised.version(),
                revised.overrides().size());
    }
}
