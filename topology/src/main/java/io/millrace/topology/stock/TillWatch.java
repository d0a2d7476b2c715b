package io.millrace.topology.stock;

import io.millrace.domain.stock.IntervalSet.Interval;
import io.millrace.domain.stock.StockEvent.TillNumber;
import io.millrace.domain.stock.TillDay;
import io.millrace.domain.stock.TillDay.Numbering;
import io.millrace.domain.stock.Times;
import io.millrace.events.stock.AlertKind;
import io.millrace.events.stock.AlertSeverity;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.OpenAlert;
import io.millrace.topology.stock.state.TillDate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Listens to tills: which have gone silent, which have gaps in their numbers, which use a number twice.
final class TillWatch {
    /// Records of one till may overtake each other; a gap is one if it lasts.
    private static final long GAP_LASTS_MICROS = 5 * 60 * 1_000_000L;
    private static final long WATCHED_MICROS = 3 * Times.DAY_MICROS;
    private static final int GAPS_NAMED = 10;

    private final Catalog catalog;
    private final Alerts alerts;
    private final long silentMicros;

    TillWatch(Catalog catalog, Alerts alerts, Duration silentAfter) {
        this.catalog = catalog;
        this.alerts = alerts;
        this.silentMicros = silentAfter.toNanos() / 1_000;
    }

    /// Looks at the days of a lane's tills of which something was heard lately.
    void listen(LaneState lane, long nowMicros) {
        for (Slot<TillDate, TillDay> slot : lane.tillDays()) {
            long heardAt = slot.value().lastHeardAtMicros();
            if (heardAt == Times.NEVER || nowMicros - heardAt > WATCHED_MICROS) {
                continue;
            }
            silent(lane, slot.key(), slot.value(), nowMicros);
            gap(lane, slot.key(), slot.value(), nowMicros);
            settle(lane, slot.key(), nowMicros);
        }
    }

    private void silent(LaneState lane, TillDate till, TillDay day, long nowMicros) {
        long quietMicros = nowMicros - day.lastHeardAtMicros();
        boolean silent = quietMicros < Times.DAY_MICROS
                && quietMicros > silentMicros
                && day.close().isEmpty();
        tell(lane, AlertKind.TILL_SILENT, till, silent, Map.of("till", till.till()), nowMicros);
    }

    /// A closed day that is not complete, or numbers that have been missing for some time.
    private void gap(LaneState lane, TillDate till, TillDay day, long nowMicros) {
        Numbering numbering = catalog.numbering(lane.key(), till.till());
        List<Interval> missing = day.missing(numbering);
        boolean lasts = nowMicros - day.lastHeardAtMicros() > GAP_LASTS_MICROS
                || nowMicros - day.completeUpToMicros() > 2 * GAP_LASTS_MICROS;
        boolean gap = day.close().isPresent() ? !day.isComplete(numbering) : !missing.isEmpty() && lasts;
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("till", till.till());
        evidence.put("businessDate", till.date().toString());
        evidence.put("received", String.valueOf(day.numbers().size()));
        day.close().ifPresent(close -> evidence.put("announced", String.valueOf(close.count())));
        if (!missing.isEmpty()) {
            evidence.put(
                    "missing",
                    missing.stream()
                            .limit(GAPS_NAMED)
                            .map(interval -> interval.first() + "-" + interval.last())
                            .collect(Collectors.joining(",")));
        }
        tell(lane, AlertKind.TILL_GAP, till, gap, evidence, nowMicros);
    }

    /// A till used a number for two events; told once a day, however often it happens.
    void conflict(LaneState lane, TillNumber number, long nowMicros) {
        Map<String, String> evidence = Map.of(
                "till", number.till(),
                "businessDate", number.businessDate().toString(),
                "sequence", String.valueOf(number.sequence()));
        tell(
                lane,
                AlertKind.TILL_CONFLICT,
                new TillDate(number.till(), number.businessDate()),
                true,
                evidence,
                nowMicros);
    }

    private void settle(LaneState lane, TillDate till, long nowMicros) {
        boolean over = lane.alert(AlertKind.TILL_CONFLICT + "|" + subject(till))
                .filter(alert -> alert.overAtMicros() == Times.NEVER)
                .map(OpenAlert::sinceMicros)
                .filter(since -> nowMicros - since > Times.DAY_MICROS)
                .isPresent();
        if (over) {
            tell(lane, AlertKind.TILL_CONFLICT, till, false, Map.of("till", till.till()), nowMicros);
        }
    }

    private void tell(
            LaneState lane,
            AlertKind kind,
            TillDate till,
            boolean began,
            Map<String, String> evidence,
            long nowMicros) {
        alerts.change(lane, kind, AlertSeverity.WARNING, subject(till), began, evidence, nowMicros);
    }

    private static String subject(TillDate till) {
        return till.till() + " " + till.date();
    }
}
