package io.millrace.schemas.topics;

/// What an installation decides about its topics.
///
/// @param prefix put before every name, for clusters shared with others; may be empty
/// @param lanePartitions how many partitions lanes are shared out to; fixed once topics exist
/// @param replication how many brokers hold each record
public record TopicSettings(String prefix, int lanePartitions, int replication) {
    private static final int LANES_PER_CATALOG_PARTITION = 4;
    private static final int PREFIX_LENGTH_MAX = 64;

    public TopicSettings {
        if (!prefix.matches("[A-Za-z0-9._-]{0," + PREFIX_LENGTH_MAX + "}")) {
            throw new IllegalArgumentException("a topic prefix has at most " + PREFIX_LENGTH_MAX
                    + " letters, digits, '.', '_' or '-'; '" + prefix + "' does not");
        }
        if (lanePartitions < 1) {
            throw new IllegalArgumentException("topics need at least 1 partition, not " + lanePartitions);
        }
        if (replication < 1 || replication > Short.MAX_VALUE) {
            throw new IllegalArgumentException("topics need a replication of at least 1, not " + replication);
        }
    }

    /// Over how many partitions topics of a spread are laid out.
    public int partitions(Topic.Spread spread) {
        return switch (spread) {
            case LANES -> lanePartitions;
            case CATALOG -> Math.ceilDiv(lanePartitions, LANES_PER_CATALOG_PARTITION);
        };
    }
}
