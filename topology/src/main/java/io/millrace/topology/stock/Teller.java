package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Decision.Shipment;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.events.EventHeader;
import io.millrace.events.stock.GoodsLinked;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.StockLine;
import io.millrace.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells what became of an event: its outcome, its journal entry, its rejection, what other lanes have to hear.
final class Teller {
    private final Outputs outputs;
    private final LedgerMeter meter;

    Teller(Outputs outputs, LedgerMeter meter) {
        this.outputs = outputs;
        this.meter = meter;
    }

    void posted(LaneKey lane, Incoming incoming, SourceRecord source, long sequence, Posted posted) {
        meter.posted(posted.lines().size());
        outputs.send(
                Topics.JOURNAL,
                lane,
                JournalEntries.of(incoming, source.position(), source.recordedAt(), sequence, posted),
                source.recordedAtMillis());
        Map<String, String> granted =
                posted.granted().isEmpty() ? Map.of() : JournalEntries.texts(posted.granted(), Sku::value);
        outcome(lane, incoming.header(), source, OutcomeStatus.POSTED, Optional.empty(), sequence, granted);
        posted.shipments().forEach(shipment -> ship(lane, incoming.header(), source, shipment));
    }

    void repeated(LaneKey lane, Incoming incoming, SourceRecord source) {
        outcome(lane, incoming.header(), source, OutcomeStatus.REPEATED, Optional.empty(), null, Map.of());
    }

    void pending(LaneKey lane, Incoming incoming, SourceRecord source, String awaited) {
        Outcome outcome = new Outcome(
                incoming.header().eventId(),
                lane.tenant().value(),
                lane.location().value(),
                OutcomeStatus.PENDING,
                "AWAITS_ORIGINAL",
                null,
                "it waits for the event it corrects, " + awaited,
                null,
                Map.of(),
                source.recordedAt());
        outputs.send(Topics.OUTCOMES, lane, outcome, source.recordedAtMillis());
    }

    /// Of an event that could be read, and is of this lane.
    void rejected(LaneKey lane, EventHeader header, SourceRecord source, Rejected rejected) {
        meter.rejected(rejected.reason());
        outcome(lane, header, source, OutcomeStatus.REJECTED, Optional.of(rejected), null, Map.of());
        outputs.send(
                Topics.REJECTED,
                lane,
                record(lane.tenant().value(), header.eventId(), source, rejected),
                source.recordedAtMillis());
    }

    /// Of a record that is of no lane here, or can't be read: there is nobody to tell an outcome.
    void rejected(@Nullable String tenant, @Nullable UUID eventId, SourceRecord source, Rejected rejected) {
        meter.rejected(rejected.reason());
        outputs.sendAsCame(
                Topics.REJECTED, source.key(), record(tenant, eventId, source, rejected), source.recordedAtMillis());
    }

    private static io.millrace.events.stock.Rejected record(
            @Nullable String tenant, @Nullable UUID eventId, SourceRecord source, Rejected rejected) {
        return new io.millrace.events.stock.Rejected(
                tenant,
                eventId,
                rejected.reason().name(),
                rejected.field().isEmpty() ? null : rejected.field(),
                rejected.detail(),
                SourceRecord.bytes(source.key()).orElse(null),
                SourceRecord.bytes(source.value()).orElse(null),
                source.position(),
                source.headerBytes(),
                source.recordedAt());
    }

    private void outcome(
            LaneKey lane,
            EventHeader header,
            SourceRecord source,
            OutcomeStatus status,
            Optional<Rejected> rejected,
            @Nullable Long sequence,
            Map<String, String> granted) {
        Outcome outcome = new Outcome(
                header.eventId(),
                lane.tenant().value(),
                lane.location().value(),
                status,
                rejected.map(rejection -> rejection.reason().name()).orElse(null),
                rejected.map(Rejected::field).filter(field -> !field.isEmpty()).orElse(null),
                rejected.map(Rejected::detail).orElse(null),
                sequence,
                granted,
                source.recordedAt());
        outputs.send(Topics.OUTCOMES, lane, outcome, source.recordedAtMillis());
    }

    private void ship(LaneKey lane, EventHeader header, SourceRecord source, Shipment shipment) {
        LaneKey destination = new LaneKey(lane.tenant(), shipment.transfer().to());
        List<StockLine> lines = shipment.lines().stream().map(Teller::line).toList();
        GoodsLinked linked = new GoodsLinked(
                header.toBuilder()
                        .eventId(linkId(header, shipment))
                        .locationId(destination.location().value())
                        .businessDate(null)
                        .origin(null)
                        .build(),
                shipment.transfer().transferId(),
                lane.location().value(),
                shipment.takenBack(),
                lines);
        outputs.sendTo(Topics.TRANSFERS, destination, linked, source.recordedAtMillis());
    }

    /// The same for the same shipment, whenever it is told.
    private static UUID linkId(EventHeader header, Shipment shipment) {
        String name = header.eventId() + "|" + shipment.transfer().transferId() + "|" + shipment.takenBack();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static StockLine line(GoodsLine line) {
        return new StockLine(line.number(), line.item().value(), line.quantity(), null);
    }
}
