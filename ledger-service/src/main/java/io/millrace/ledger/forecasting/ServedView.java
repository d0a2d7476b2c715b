package io.millrace.ledger.forecasting;

import io.millrace.domain.TenantId;
import io.millrace.events.demand.ServedMethod;
import io.millrace.ledger.live.TopicFollower;
import io.millrace.ledger.live.TopicReader;
import io.millrace.ledger.live.TopicView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Whose forecasts tenants are served. Safe for many threads.
public final class ServedView implements TopicView {
    private final ConcurrentMap<TenantId, ServedMethod> known = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    private ServedView(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        this.follower = new TopicReader(prefix, registry)
                .with(Topics.SERVED_METHODS, (key, one, _) -> known.compute(key.tenant(), (_, _) -> one))
                .follow("served-view", connection);
    }

    /// Reads what there is, and follows what comes.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static ServedView start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return new ServedView(connection, prefix, registry);
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /// What a tenant is served, if it was ever forecast.
    public Optional<ServedMethod> find(TenantId tenant) {
        return Optional.ofNullable(known.get(tenant));
    }

    /// What each tenant is served.
    public Collection<ServedMethod> all() {
        return List.copyOf(known.values());
    }
}
