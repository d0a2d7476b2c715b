package io.millrace.config;

/// How topics are named and laid out when we create them. The number of partitions can't change afterwards.
public record Topics(String prefix, int partitions, int replication) {
    public static final int PARTITIONS_MAX = 1_000;
    public static final int REPLICATION_MAX = 15;

    public Topics {
        Checks.between("topics.partitions", partitions, 1, PARTITIONS_MAX);
        Checks.between("topics.replication", replication, 1, REPLICATION_MAX);
    }
}
