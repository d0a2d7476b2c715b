package io.millrace.topology.demand.state;

/// The trading days a till is in use; none if it ends before it begins.
public record TillSpan(int fromDay, int toDay) {
    public static final int OPEN_END = Integer.MAX_VALUE;
    public static final TillSpan NONE = new TillSpan(1, 0);

    boolean has(int epochDay) {
        return fromDay <= epochDay && epochDay <= toDay;
    }
}
