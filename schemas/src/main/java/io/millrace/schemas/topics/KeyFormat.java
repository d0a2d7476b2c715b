package io.millrace.schemas.topics;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.DayKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.OrderKey;
import io.millrace.domain.RecordKey;
import io.millrace.domain.SourceKey;
import io.millrace.domain.TillDayKey;
import io.millrace.schemas.wire.KeySerde;
import java.util.function.Function;

/// What the keys of a topic look like.
///
/// @param <K> the kind of key
public record KeyFormat<K extends RecordKey>(String shape, Function<String, K> parse) {
    public static final KeyFormat<LaneKey> LANE = new KeyFormat<>("tenant|location", LaneKey::parse);
    public static final KeyFormat<ItemKey> ITEM = new KeyFormat<>("tenant|location|item", ItemKey::parse);
    public static final KeyFormat<SourceKey> ITEM_SOURCE =
            new KeyFormat<>("tenant|location|item|source", SourceKey::parse);
    public static final KeyFormat<DayKey> ITEM_DAY = new KeyFormat<>("tenant|location|item|date", DayKey::parse);
    public static final KeyFormat<TillDayKey> TILL_DAY =
            new KeyFormat<>("tenant|location|till|date", TillDayKey::parse);
    public static final KeyFormat<OrderKey> ORDER = new KeyFormat<>("tenant|location|order", OrderKey::parse);
    public static final KeyFormat<CatalogKey> CATALOG = new KeyFormat<>("tenant|id", CatalogKey::parse);

    public KeySerde<K> serde() {
        return new KeySerde<>(parse);
    }
}
