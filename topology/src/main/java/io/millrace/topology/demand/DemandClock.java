package io.millrace.topology.demand;

import io.millrace.topology.demand.state.DemandLane;
import io.millrace.topology.demand.state.DemandState;
import io.millrace.topology.demand.state.ItemDay;
import io.millrace.topology.demand.state.LaneDay;
import io.millrace.topology.segments.SegmentedStore;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What demand does as time passes: closes days whose tills were waited for in vain, and seals old ones.
final class DemandClock {
    private static final Logger LOG = LoggerFactory.getLogger(DemandClock.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration REPORT = Duration.ofMinutes(1);
    /// What is written in one go, so that a commit stays short.
    private static final int DAYS_PER_TICK = 20_000;

    private final SegmentedStore<DemandState> store;
    private final DayWriter writer;
    private final DemandSettings settings;
    private final LongUnaryOperator now;
    private long tooLateTold;
    private int written;

    /// @param now the second it is for this partition, given the clock's millisecond
    DemandClock(SegmentedStore<DemandState> store, DayWriter writer, DemandSettings settings, LongUnaryOperator now) {
        this.store = store;
        this.writer = writer;
        this.settings = settings;
        this.now = now;
    }

    void start(ProcessorContext<Void, Void> context) {
        tooLateTold = tooLate();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(REPORT, PunctuationType.WALL_CLOCK_TIME, _ -> report());
    }

    private void tick(long nowMillis) {
        long second = now.applyAsLong(nowMillis);
        written = 0;
        for (DemandLane lane : store.content().lanes()) {
            if (lane.isLocated()) {
                for (int epochDay : List.copyOf(lane.openDays())) {
                    pass(lane, epochDay, second);
                }
            }
            if (written >= DAYS_PER_TICK) {
                return;
            }
        }
    }

    private void pass(DemandLane lane, int epochDay, long second) {
        LaneDay day = lane.day(epochDay);
        if (!day.isComplete() && second >= day.closesAtSecond()) {
            lane.timeOut(epochDay);
            written += lane.itemDays(epochDay).size();
        }
        if (second >= day.sealsAtSecond() + settings.forgetAfter().toSeconds()) {
            List<ItemDay> items = lane.itemDays(epochDay);
            items.forEach(item -> writer.write(item, true));
            written += items.size();
            lane.seal(epochDay, store::drop);
        }
    }

    private long tooLate() {
        return store.content().lanes().stream()
                .mapToLong(lane -> lane.facts().tooLate())
                .sum();
    }

    private void report() {
        long late = tooLate();
        if (late > tooLateTold) {
            LOG.warn(
                    "{} journal lines told of demand on days that were sealed, and changed no demand day; {} since"
                            + " the beginning. Look for a till that was offline for more than {} days",
                    late - tooLateTold,
                    late,
                    settings.rules().sealAfter().toDays());
            tooLateTold = late;
        }
    }
}
