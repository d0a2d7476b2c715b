package io.millrace.topology.catalog;

import io.millrace.domain.LaneKey;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Tells the lanes what changed: those of one location only its partition, everything else all.
final class Notices {
    private final CatalogOutputs outputs;
    private final int lanePartitions;
    private final List<Integer> all;

    Notices(CatalogOutputs outputs, int lanePartitions) {
        this.outputs = outputs;
        this.lanePartitions = lanePartitions;
        this.all = IntStream.range(0, lanePartitions).boxed().toList();
    }

    /// @param record as it is now; nothing if it went
    void tell(String tenant, CatalogKind kind, String id, long version, @Nullable Typed<?> record, long atMillis) {
        CatalogNotice.Body body = record != null && record.record() instanceof CatalogNotice.Body told ? told : null;
        CatalogNotice notice = new CatalogNotice(tenant, kind, id, version, record == null, body);
        outputs.sendAll(
                Topics.CATALOG_NOTICES,
                concerned(tenant, kind, id),
                partition -> tenant + "|" + partition + "|" + kind + "|" + id,
                notice,
                atMillis);
    }

    private List<Integer> concerned(String tenant, CatalogKind kind, String id) {
        return switch (kind) {
            case LOCATION, ASSORTMENT, TILL -> {
                int end = id.indexOf('|');
                LaneKey lane = LaneKey.of(tenant, end < 0 ? id : id.substring(0, end));
                yield List.of(LanePartitioner.partition(lane, lanePartitions));
            }
            case ITEM, SUPPLIER, SUPPLIER_TERM, PROMOTION, CALENDAR, POLICY, TENANT, UNKNOWN -> all;
        };
    }
}
