package io.millrace.benchmarks.ledger;

import io.millrace.domain.LaneKey;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/// What the imitated shops, items and tills are called.
final class Names {
    static final String TENANT = "acme";

    private static final long KIND_OF_UUID = 0x4000L; // Version 4.
    private static final long VARIANT_OF_UUID = 0x8000_0000_0000_0000L;

    private final LaneKey[] lanes;
    private final String[] items;
    private final long workload;

    /// @param workload tells apart the events of workloads that are written to the same topics
    Names(Shape shape, long workload) {
        this.workload = workload;
        this.lanes = IntStream.range(0, shape.locations())
                .mapToObj(location -> LaneKey.of(TENANT, String.format(Locale.ROOT, "store-%04d", location)))
                .toArray(LaneKey[]::new);
        this.items = IntStream.range(0, shape.items())
                .mapToObj(item -> String.format(Locale.ROOT, "item-%05d", item))
                .toArray(String[]::new);
    }

    int locations() {
        return lanes.length;
    }

    int items() {
        return items.length;
    }

    LaneKey lane(int location) {
        return lanes[location];
    }

    String location(int location) {
        return lanes[location].location().value();
    }

    String item(int item) {
        return items[item];
    }

    static String till(int till) {
        return "till-" + till;
    }

    UUID eventId(long number) {
        return new UUID(workload << Short.SIZE | KIND_OF_UUID, VARIANT_OF_UUID | number);
    }

    static long number(UUID eventId) {
        return eventId.getLeastSignificantBits() & ~VARIANT_OF_UUID;
    }
}
