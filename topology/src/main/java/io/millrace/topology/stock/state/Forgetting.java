package io.millrace.topology.stock.state;

import io.millrace.domain.stock.LedgerSettings;
import io.millrace.domain.stock.Times;
import io.millrace.topology.segments.Slot;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What a lane may forget, because no rule will ask for it again.
public record Forgetting(LedgerSettings settings) {
    /// Forgets what is out of date at a moment, and says each slot that is gone.
    public void sweep(LaneState lane, long nowMicros, Consumer<Slot<?, ?>> forgotten) {
        long identityEnd = nowMicros - settings.identityMicros();
        long firstDay = Math.floorDiv(nowMicros - settings.numberMicros(), Times.DAY_MICROS) - 1;
        lane.forgetMovesBefore(nowMicros - settings.countLateMicros(), forgotten);
        drop(lane.digests, slot -> slot.value().recordedAtMicros() < nowMicros - settings.digestMicros(), forgotten);
        drop(lane.tillDays, slot -> slot.key().date().isBefore(LocalDate.ofEpochDay(firstDay)), forgotten);
        drop(lane.seen, slot -> slot.value().latestMicros() < identityEnd, forgotten);
        drop(lane.meanings, slot -> !lane.digests.containsKey(slot.key()), forgotten);
        drop(lane.meaningsById, slot -> !lane.seen.containsKey(slot.key()), forgotten);
        drop(
                lane.reservations,
                slot -> slot.value().isOver() && slot.value().changedAtMicros() < identityEnd,
                forgotten);
        drop(lane.orders, slot -> slot.value().isSettled() && slot.value().changedAtMicros() < identityEnd, forgotten);
        drop(lane.counts, slot -> slot.value().closed() && slot.value().changedAtMicros() < identityEnd, forgotten);
        drop(
                lane.commands,
                slot -> slot.value().recordedAtMicros() < nowMicros - settings.correctionMicros(),
                forgotten);
        drop(lane.parked, slot -> slot.value().isOver() && slot.value().recordedAtMicros() < identityEnd, forgotten);
        drop(
                lane.alerts,
                slot -> slot.value().overAtMicros() != Times.NEVER
                        && slot.value().overAtMicros() < nowMicros - Times.DAY_MICROS,
                forgotten);
    }

    private static <K, V> void drop(
            Map<K, Slot<K, V>> slots, Predicate<Slot<K, V>> isOld, Consumer<Slot<?, ?>> forgotten) {
        slots.values().removeIf(slot -> {
            boolean old = isOld.test(slot);
            if (old) {
                forgotten.accept(slot);
            }
            return old;
        });
    }
}
