package io.millrace.benchmarks.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/// When each of a series of events is due. Latency counts from that moment, whenever the event was really sent: a
/// sender that was held up does not make the ledger look fast.
final class Timetable {
    private static final int NEVER = -1;
    private static final long LEAD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final double nanosPerEvent;
    private final int firstCounted;
    private final long firstNumber;
    private final int[] places;
    private final long startNanos = System.nanoTime() + LEAD_NANOS;

    /// @param warmUpSeconds how long at the beginning nothing counts
    Timetable(List<StockEvent> events, double eventsPerSecond, double warmUpSeconds) {
        this.nanosPerEvent = Rates.NANOS_PER_SECOND / eventsPerSecond;
        this.firstCounted = (int) (warmUpSeconds * eventsPerSecond);
        long last = events.stream().mapToLong(StockEvent::number).max().orElseThrow();
        this.firstNumber = last - events.size();
        this.places = new int[events.size() + 1];
        Arrays.fill(places, NEVER);
        for (int place = events.size() - 1; place >= 0; place--) { // Backwards: of repeats the first counts.
            int index = index(events.get(place).number());
            if (index >= 0) {
                places[index] = place;
            }
        }
    }

    private int index(long number) {
        long index = number - firstNumber;
        return index >= 0 && index < places.length ? (int) index : NEVER;
    }

    /// When the event of this number was due; [Long#MIN_VALUE] if it does not count.
    long dueNanos(long number) {
        int index = index(number);
        int place = index == NEVER ? NEVER : places[index];
        return place < firstCounted ? Long.MIN_VALUE : due(place);
    }

    private long due(int place) {
        return startNanos + Math.round(place * nanosPerEvent);
    }

    /// Sends the events' records, each when it is due.
    void send(List<ProducerRecord<byte[], byte[]>> records, Feed feed) {
        for (int place = 0; place < records.size(); place++) {
            while (System.nanoTime() - due(place) < 0) {
                LockSupport.parkNanos(STEP_NANOS);
            }
            feed.send(records.get(place));
        }
        feed.flush();
    }
}
