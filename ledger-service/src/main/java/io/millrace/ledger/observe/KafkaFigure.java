package io.millrace.ledger.observe;

/// What operators need of the many metrics that Kafka Streams and the clients inside it have. Summed up, or the
/// largest, over all threads and clients of an application, so that there is one series of each for an application.
enum KafkaFigure {
    PROCESSED("processed.records", "stream-thread-metrics", "process-total", Kind.COUNT, "Records processed"),
    COMMITS("commits", "stream-thread-metrics", "commit-total", Kind.COUNT, "Commits"),
    COMMIT_LATENCY(
            "commit.latency.max",
            "stream-thread-metrics",
            "commit-latency-max",
            Kind.MILLIS_MAX,
            "The longest commit of the last half minute"),
    PROCESS_LATENCY(
            "process.latency.max",
            "stream-thread-metrics",
            "process-latency-max",
            Kind.MILLIS_MAX,
            "The longest work on one poll's records in the last half minute"),
    BLOCKED(
            "blocked",
            "stream-thread-metrics",
            "blocked-time-ns-total",
            Kind.NANOS_COUNT,
            "Time that threads waited for Kafka"),
    TASKS_STARTED("tasks.started", "stream-thread-metrics", "task-created-total", Kind.COUNT, "Partitions taken over"),
    TASKS_CLOSED("tasks.closed", "stream-thread-metrics", "task-closed-total", Kind.COUNT, "Partitions given up"),
    FAILED_THREADS(
            "failed.threads",
            "stream-metrics",
            "failed-stream-threads",
            Kind.COUNT,
            "Threads that failed and were replaced"),
    REBALANCES(
            "rebalances",
            "consumer-coordinator-metrics",
            "rebalance-total",
            Kind.COUNT,
            "How often partitions were shared out anew"),
    FAILED_REBALANCES(
            "failed.rebalances",
            "consumer-coordinator-metrics",
            "failed-rebalance-total",
            Kind.COUNT,
            "How often that failed"),
    CONSUMED(
            "consumed.bytes",
            "consumer-fetch-manager-metrics",
            "bytes-consumed-total",
            Kind.COUNT,
            "Bytes read from Kafka"),
    LAST_POLL(
            "last.poll",
            "consumer-metrics",
            "last-poll-seconds-ago",
            Kind.SECONDS_MAX,
            "How long ago the consumer asked Kafka that did so longest ago"),
    SENT("sent.records", "producer-metrics", "record-send-total", Kind.COUNT, "Records sent to Kafka"),
    SEND_ERRORS("send.errors", "producer-metrics", "record-error-total", Kind.COUNT, "Records that could not be sent"),
    SEND_RETRIES("send.retries", "producer-metrics", "record-retry-total", Kind.COUNT, "Records sent once more"),
    REQUEST_LATENCY(
            "request.latency.max",
            "producer-metrics",
            "request-latency-max",
            Kind.MILLIS_MAX,
            "The longest answer of Kafka to a producer in the last half minute");

    private final String name;
    private final String group;
    private final String metric;
    private final Kind kind;
    private final String description;

    /// How the figures of several clients become one, and in which unit they come.
    enum Kind {
        /// Goes up only.
        COUNT,
        /// Goes up only, in nanoseconds.
        NANOS_COUNT,
        /// The largest counts, in milliseconds.
        MILLIS_MAX,
        /// The largest counts, in seconds.
        SECONDS_MAX;

        boolean isCount() {
            return this == COUNT || this == NANOS_COUNT;
        }

        String unit() {
            return this == COUNT ? "" : "seconds";
        }
    }

    KafkaFigure(String name, String group, String metric, Kind kind, String description) {
        this.name = name;
        this.group = group;
        this.metric = metric;
        this.kind = kind;
        this.description = description;
    }

    String meter() {
        return "millrace.streams." + name;
    }

    boolean isOf(String metricGroup, String metricName) {
        return metric.equals(metricName) && group.equals(metricGroup);
    }

    Kind kind() {
        return kind;
    }

    String description() {
        return description;
    }

    /// Takes one client's figure in.
    double plus(double all, double one) {
        return switch (kind) {
            case COUNT -> all + one;
            case NANOS_COUNT -> all + one / 1e9;
            case MILLIS_MAX -> Math.max(all, one / 1e3);
            case SECONDS_MAX -> Math.max(all, one);
        };
    }
}
