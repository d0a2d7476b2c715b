/// State that lives in the heap and is logged in segments: few large records per commit instead of one per change.
///
/// See `docs/adr/0008-segmented-state.md`. Kafka Streams' internal classes are used here and nowhere else: in
/// [SegmentedStore] and [TopicWriter].
package io.millrace.topology.segments;
