package io.millrace.topology.stock;

import io.millrace.domain.stock.Rejection;
import io.millrace.domain.stock.Times;
import io.millrace.events.stock.AlertKind;
import io.millrace.events.stock.Proof;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.OpenAlert;
import io.millrace.topology.stock.state.StockState;
import io.millrace.topology.stock.state.Tally.Ending;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// What the ledger of this process did since it started, and what its partitions were found to be when they were
/// checked last. Counts work, so what was done again after a failure counts again. Any number of threads may read.
public final class LedgerMeter {
    private final LongAdder lines = new LongAdder();
    private final Map<Ending, LongAdder> records = adders(Ending.class);
    private final Map<Rejection, LongAdder> rejections = adders(Rejection.class);
    private final Map<AlertKind, LongAdder> alerts = adders(AlertKind.class);
    private final ConcurrentMap<Integer, Checked> checked = new ConcurrentHashMap<>();

    /// What a partition was found to be.
    ///
    /// @param driftThousandths how much stock does not add up, of all tenants
    /// @param atMillis when it was checked
    /// @param openAlerts how many alerts of each kind are open
    private record Checked(long driftThousandths, long atMillis, Map<AlertKind, Long> openAlerts) {}

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            adders.put(value, new LongAdder());
        }
        return adders;
    }

    void posted(int count) {
        lines.add(count);
    }

    void ended(Ending ending) {
        count(records, ending);
    }

    void rejected(Rejection reason) {
        count(rejections, reason);
    }

    void alerted(AlertKind kind) {
        count(alerts, kind);
    }

    private static <E> void count(Map<E, LongAdder> adders, E what) {
        LongAdder adder = adders.get(what);
        if (adder != null) {
            adder.increment();
        }
    }

    /// Notes what the checks of a partition have found; to be called by its owner.
    void checked(int partition, StockState state, long nowMillis) {
        long drift = state.proofs().values().stream()
                .map(Proof::drift)
                .mapToLong(quantity -> quantity.thousandths())
                .sum();
        checked.put(partition, new Checked(drift, nowMillis, openAlerts(state.lanes())));
    }

    private static Map<AlertKind, Long> openAlerts(Collection<LaneState> lanes) {
        Map<AlertKind, Long> open = new EnumMap<>(AlertKind.class);
        for (LaneState lane : lanes) {
            for (Slot<String, OpenAlert> alert : lane.alerts()) {
                if (alert.value().overAtMicros() == Times.NEVER) {
                    open.merge(Alerts.kindOf(alert.key()), 1L, Long::sum);
                }
            }
        }
        return open;
    }

    /// The partition has gone to another process, or is being taken over again.
    void gone(int partition) {
        checked.remove(partition);
    }

    /// Lines of events that were posted.
    public LongAdder lines() {
        return lines;
    }

    /// Records that were taken in, by how they ended.
    public LongAdder records(Ending ending) {
        return of(records, ending);
    }

    /// Events that were not posted, by why.
    public LongAdder rejections(Rejection reason) {
        return of(rejections, reason);
    }

    /// Alerts that began, by kind.
    public LongAdder alerts(AlertKind kind) {
        return of(alerts, kind);
    }

    private static <E> LongAdder of(Map<E, LongAdder> adders, E what) {
        LongAdder adder = adders.get(what);
        if (adder == null) {
            throw new IllegalArgumentException(what + " is not counted");
        }
        return adder;
    }

    /// How many partitions were checked here.
    public int partitionsChecked() {
        return checked.size();
    }

    /// How much stock does not add up in the partitions that live here; 0 is the only good answer.
    public double drift() {
        long thousandths =
                checked.values().stream().mapToLong(Checked::driftThousandths).sum();
        return thousandths / 1_000.0;
    }

    /// When the partition was checked that was checked longest ago; 0 if none was.
    public long oldestCheckMillis() {
        return checked.values().stream().mapToLong(Checked::atMillis).min().orElse(0);
    }

    /// How many alerts of a kind were open at the last check, in the partitions that live here.
    public long openAlerts(AlertKind kind) {
        return checked.values().stream()
                .mapToLong(partition -> partition.openAlerts().getOrDefault(kind, 0L))
                .sum();
    }
}
