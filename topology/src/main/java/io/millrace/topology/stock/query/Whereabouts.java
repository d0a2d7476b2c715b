package io.millrace.topology.stock.query;

import java.util.List;
import java.util.Optional;

/// Who has a partition, as a node was told last: right after a change it may be out of date.
///
/// @param owner `host:port` of the node that changes it; empty while nobody is known to
/// @param copies `host:port` of the nodes that hold a copy
public record Whereabouts(int partition, Optional<String> owner, List<String> copies) {
    public Whereabouts {
        copies = List.copyOf(copies);
    }
}
