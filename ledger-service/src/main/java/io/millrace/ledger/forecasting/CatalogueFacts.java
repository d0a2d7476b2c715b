package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.forecast.Closures;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// What the catalogue says that forecasts go by, as this node has read it. Safe for many threads.
public final class CatalogueFacts implements Closures, TopicView {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ShopFacts shops = new ShopFacts();
    private final TopicFollower follower;
    private volatile boolean isRead;

    private CatalogueFacts(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.follower = new TopicReader(prefix, registry)
                .with(Topics.LOCATIONS, (key, location, _) -> shops.locate(key, location))
                .with(Topics.CALENDARS, (key, calendar, _) -> shops.mark(key, calendar))
                .with(Topics.ITEMS, (key, item, _) -> shops.describe(key, item))
                .with(Topics.PROMOTIONS, (key, promotion, _) -> shops.promote(key, promotion))
                .follow("catalogue-facts", connection);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static CatalogueFacts start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new CatalogueFacts(connection, prefix, registry);
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// While it still reads what there is, whoever asks waits a moment: a day is judged once.
    @Override
    public boolean isClosed(LaneKey lane, LocalDate date) {
        if (!isRead) {
            await(() -> reach().asOf().isPresent(), PATIENCE);
            isRead = true;
        }
        return shops.isClosed(lane, date);
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
}
