package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import io.millrace.domain.SourceKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.DemandOverride;
import io.millrace.events.demand.ForecastOverride;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The words of planners on demand to come. Safe for many threads.
public final class OverridesView implements TopicView {
    private static final char AFTER_SEPARATOR = '|' + 1;

    private final ConcurrentNavigableMap<String, DemandOverride> known = new ConcurrentSkipListMap<>();
    private final TopicFollower follower;

    private OverridesView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.follower = new TopicReader(prefix, registry)
                .with(Topics.FORECAST_OVERRIDES, (key, override, _) -> known.compute(key.text(), (_, _) -> override))
                .follow("overrides-view", connection);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static OverridesView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new OverridesView(connection, prefix, registry);
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// One of them.
    public Optional<DemandOverride> find(SourceKey key) {
        return Optional.ofNullable(known.get(key.text()));
    }

    /// All of a tenant, by location and item.
    public Collection<DemandOverride> of(TenantId tenant) {
        return within(tenant.value());
    }

    /// What is said of an item at a location for days after this one.
    public List<ForecastOverride> of(ItemKey item, LocalDate after) {
        return within(item.text()).stream()
                .map(DemandOverride::change)
                .filter(change -> change.to().isAfter(after))
                .toList();
    }

    private Collection<DemandOverride> within(String prefix) {
        return known.subMap(prefix + '|', true, prefix + AFTER_SEPARATOR, false).values();
    }
}
