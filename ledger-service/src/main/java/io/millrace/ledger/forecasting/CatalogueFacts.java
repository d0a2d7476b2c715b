package io.millrace.ledger.forecasting;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Promotion;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicFollower.Reach;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.forecast.Closures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the catalogue says that forecasts go by, as this node has read it. Safe for many threads.
public final class CatalogueFacts implements Closures, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueFacts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 20;

    private final ShopFacts shops = new ShopFacts();
    private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> hearers = new HashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final TopicFollower follower;
    private volatile boolean isRead;

    private CatalogueFacts(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        hear(Topics.LOCATIONS, Location.TYPE, prefix, registry, shops::locate);
        hear(Topics.CALENDARS, Calendar.TYPE, prefix, registry, shops::mark);
        hear(Topics.ITEMS, Item.TYPE, prefix, registry, shops::describe);
        hear(Topics.PROMOTIONS, Promotion.TYPE, prefix, registry, shops::promote);
        this.follower = TopicFollower.fromBegin(
                "catalogue-facts",
                connection,
                hearers.keySet().stream().sorted().toList(),
                record -> hearers.getOrDefault(record.topic(), _ -> {}).accept(record));
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static CatalogueFacts start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new CatalogueFacts(connection, prefix, registry);
    }

    /// Takes in a record, or that it is gone. What can't be read is left as it was.
    @FunctionalInterface
    private interface Taker<V> {
        void take(CatalogKey key, @Nullable V record);
    }

    private <V extends AvroRoot> void hear(
            Topic<CatalogKey, V> topic, AvroType<V> type, String prefix, SchemaRegistry registry, Taker<V> taker) {
        RecordDecoder<V> decoder = new RecordDecoder<>(type, registry);
        hearers.put(topic.prefixed(prefix).name(), record -> {
            if (record.key() == null) {
                return;
            }
            CatalogKey key;
            try {
                key = CatalogKey.parse(new String(record.key(), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                LOG.warn("A record of {} has no key that names a tenant and an id", record.topic(), malformed);
                return;
            }
            if (record.value() == null) {
                taker.take(key, null);
            } else if (decoder.decode(record.value()) instanceof Decoded.Value<V>(V value, int _)) {
                taker.take(key, value);
            }
        });
    }

    /// How far it has read.
    public Reach reach() {
        return follower.reach();
    }

    /// While it still reads what there is, whoever asks waits a moment: a day is judged once.
    @Override
    public boolean isClosed(LaneKey lane, LocalDate date) {
        awaitRead();
        return shops.isClosed(lane, date);
    }

    private void awaitRead() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!isRead && !never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                isRead = reach().asOf().isPresent() || System.nanoTime() > deadline;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The country of a location, by its two letters, if it is known.
    public Optional<String> country(LaneKey lane) {
        return shops.country(lane);
    }

    /// What an item at a location is like.
    public Map<String, String> attributes(ItemKey item) {
        return shops.attributes(item);
    }

    /// What is planned of an item at a location: promotions with their prices, and days on which nothing is open. Empty
    /// where the catalogue knows of neither.
    ///
    /// @param first the first day
    public Map<LocalDate, Planned> plans(ItemKey item, LocalDate first, int days) {
        return shops.plans(item, first, days);
    }

    @Override
    public void close() {
        follower.close();
    }
}
