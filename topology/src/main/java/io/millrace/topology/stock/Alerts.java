package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.domain.stock.StockAlert;
import io.millrace.domain.stock.Times;
import io.millrace.events.stock.Alert;
import io.millrace.events.stock.AlertKind;
import io.millrace.events.stock.AlertSeverity;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.OpenAlert;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells what somebody should look at: once when it begins, once when it is over.
final class Alerts {
    private static final String OF = "|";

    private final Outputs outputs;
    private final LedgerMeter meter;

    Alerts(Outputs outputs, LedgerMeter meter) {
        this.outputs = outputs;
        this.meter = meter;
    }

    /// What an alert is about that a lane remembers under this name.
    static AlertKind kindOf(String name) {
        return AlertKind.valueOf(name.substring(0, name.indexOf(OF)));
    }

    void tell(LaneState lane, StockAlert alert, long nowMicros) {
        Map<String, String> evidence = Map.of(
                "free", new Quantity(alert.free()).toString(), "threshold", new Quantity(alert.threshold()).toString());
        String subject = alert.item().value();
        switch (alert.kind()) {
            case LOW_STOCK ->
                change(lane, AlertKind.LOW_STOCK, AlertSeverity.WARNING, subject, alert.began(), evidence, nowMicros);
            case OUT_OF_STOCK ->
                change(
                        lane,
                        AlertKind.OUT_OF_STOCK,
                        AlertSeverity.WARNING,
                        subject,
                        alert.began(),
                        evidence,
                        nowMicros);
            case BELOW_ZERO ->
                change(lane, AlertKind.BELOW_ZERO, AlertSeverity.CRITICAL, subject, alert.began(), evidence, nowMicros);
            case BACK_IN_STOCK -> once(lane, AlertKind.BACK_IN_STOCK, subject, evidence, nowMicros);
            case RECOUNT -> once(lane, AlertKind.RECOUNT, subject, evidence, nowMicros);
        }
    }

    /// A condition begins or is over; what is known already is not told again.
    void change(
            LaneState lane,
            AlertKind kind,
            AlertSeverity severity,
            String subject,
            boolean began,
            Map<String, String> evidence,
            long nowMicros) {
        String name = kind + OF + subject;
        Optional<OpenAlert> open = lane.alert(name).filter(alert -> alert.overAtMicros() == Times.NEVER);
        if (began == open.isPresent()) {
            return;
        }
        long since = open.map(OpenAlert::sinceMicros).orElse(nowMicros);
        lane.alert(name, new OpenAlert(since, began ? Times.NEVER : nowMicros));
        if (began) {
            meter.alerted(kind);
        }
        send(lane.key(), kind, severity, subject, since, evidence, began ? null : nowMicros, nowMicros);
    }

    /// Something happened that has no end.
    void once(LaneState lane, AlertKind kind, String subject, Map<String, String> evidence, long nowMicros) {
        meter.alerted(kind);
        send(lane.key(), kind, AlertSeverity.INFO, subject, nowMicros, evidence, nowMicros, nowMicros);
    }

    private void send(
            LaneKey lane,
            AlertKind kind,
            AlertSeverity severity,
            String subject,
            long sinceMicros,
            Map<String, String> evidence,
            @Nullable Long clearedAtMicros,
            long nowMicros) {
        Instant since = JournalEntries.time(sinceMicros);
        if (since == null) {
            throw new IllegalArgumentException("an alert needs a time it began at");
        }
        Alert alert = new Alert(
                lane.tenant().value(),
                lane.location().value(),
                kind,
                severity,
                subject,
                since,
                evidence,
                clearedAtMicros == null ? null : JournalEntries.time(clearedAtMicros));
        outputs.send(Topics.ALERTS, lane, alert, nowMicros / 1_000);
    }
}
