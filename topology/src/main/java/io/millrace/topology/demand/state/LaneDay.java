package io.millrace.topology.demand.state;

import io.millrace.domain.demand.OpenTimes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A trading day of a lane while it is open: which tills were heard to its end. Belongs to one thread.
public final class LaneDay {
    private final Map<String, Boolean> tills;
    private boolean timedOut;
    private boolean complete;
    private long startSecond;
    private long endSecond;
    private long closesAtSecond;
    private long sealsAtSecond;
    private Optional<OpenTimes> openTimes = Optional.empty();

    LaneDay() {
        this(Map.of(), false);
    }

    LaneDay(Map<String, Boolean> tills, boolean timedOut) {
        this.tills = new TreeMap<>(tills);
        this.timedOut = timedOut;
    }

    /// The tills that were heard, and whether each was heard to the end.
    Map<String, Boolean> tills() {
        return tills;
    }

    boolean timedOut() {
        return timedOut;
    }

    void timeOut() {
        timedOut = true;
    }

    /// Whether the day is closed.
    public boolean isComplete() {
        return complete;
    }

    void complete(boolean isSo) {
        complete = isSo;
    }

    void times(long start, long end, long closesAt, long sealsAt, Optional<OpenTimes> open) {
        startSecond = start;
        endSecond = end;
        closesAtSecond = closesAt;
        sealsAtSecond = sealsAt;
        openTimes = open;
    }

    public long startSecond() {
        return startSecond;
    }

    public long endSecond() {
        return endSecond;
    }

    public long closesAtSecond() {
        return closesAtSecond;
    }

    public long sealsAtSecond() {
        return sealsAtSecond;
    }

    public Optional<OpenTimes> openTimes() {
        return openTimes;
    }

    boolean has(long second) {
        return startSecond <= second && second < endSecond;
    }
}
