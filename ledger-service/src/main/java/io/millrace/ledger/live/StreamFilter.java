package io.millrace.ledger.live;

import io.millrace.domain.LaneKey;
import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/// What of the streams a client wants: records of its own tenant always, of these kinds, perhaps of one location.
record StreamFilter(TenantId tenant, Set<StreamKind> kinds, Optional<LocationId> location) {
    StreamFilter {
        kinds = EnumSet.copyOf(kinds);
    }

    /// Whether a record's key is of the tenant and, if one was named, of the location.
    boolean isWanted(byte[] key) {
        byte[] start = location.map(one -> new LaneKey(tenant, one).text())
                .orElse(tenant.value())
                .getBytes(StandardCharsets.UTF_8);
        boolean startsSo = key.length >= start.length && Arrays.equals(key, 0, start.length, start, 0, start.length);
        return startsSo && (key.length == start.length || key[start.length] == '|');
    }

    /// Where such records are, always in the same order.
    List<TopicPartition> partitions(String prefix, int lanePartitions) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (StreamKind kind : kinds) {
            String topic = prefix + kind.topic().name();
            if (location.isPresent()) {
                LaneKey lane = new LaneKey(tenant, location.get());
                partitions.add(new TopicPartition(topic, LanePartitioner.partition(lane, lanePartitions)));
            } else {
                for (int i = 0; i < lanePartitions; i++) {
                    partitions.add(new TopicPartition(topic, i));
                }
            }
        }
        return partitions;
    }
}
