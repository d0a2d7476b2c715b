package io.millrace.ledger.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/// How far a client has come: the next offset of each partition it follows. Travels as the id of every event.
final class StreamPlace {
    private static final int BASE = 36;

    private final Map<TopicPartition, Long> next;

    StreamPlace(Map<TopicPartition, Long> next) {
        this.next = new LinkedHashMap<>(next);
    }

    /// The place an id names; empty if it is not one of these partitions'.
    static Optional<StreamPlace> parse(String id, List<TopicPartition> partitions) {
        List<Long> offsets = new ArrayList<>();
        for (String part : id.split("\\.", -1)) {
            if (!part.matches("[0-9a-z]{1,12}")) {
                return Optional.empty();
            }
            offsets.add(Long.parseLong(part, BASE));
        }
        if (offsets.size() != partitions.size()) {
            return Optional.empty();
        }
        Map<TopicPartition, Long> next = new LinkedHashMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            next.put(partitions.get(i), offsets.get(i));
        }
        return Optional.of(new StreamPlace(next));
    }

    Map<TopicPartition, Long> next() {
        return next;
    }

    void passed(TopicPartition partition, long offset) {
        next.put(partition, offset + 1);
    }

    String id() {
        return next.values().stream().map(offset -> Long.toString(offset, BASE)).collect(Collectors.joining("."));
    }
}
