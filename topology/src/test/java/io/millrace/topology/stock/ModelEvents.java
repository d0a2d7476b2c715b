package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.events.Bucket;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.OriginalSale;
import io.millrace.events.pos.ReturnDisposition;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.SaleVoided;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.AdjustmentLine;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.CountLine;
import io.millrace.events.stock.ReservationReleased;
import io.millrace.events.stock.StockAdjusted;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.events.stock.StockLine;
import io.millrace.events.stock.StockMoved;
import io.millrace.events.stock.StockReserved;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The events of a model's history as tills and store systems send them.
record ModelEvents(LaneKey lane) {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    void send(StockFixture ledger, ModelStep step) {
        switch (step) {
            case ModelStep.Sale sale ->
                ledger.sale(
                        lane,
                        TillEvent.builder()
                                .header(header(sale))
                                .body(body(sale))
                                .build());
            case ModelStep.Undo taken ->
                ledger.sale(
                        lane,
                        TillEvent.builder()
                                .header(header(taken.eventId(), taken.atMicros())
                                        .build())
                                .body(SaleVoided.builder()
                                        .original(OriginalSale.builder()
                                                .header(header(taken.sale()))
                                                .sale(body(taken.sale()))
                                                .build())
                                        .reason("MISTAKE")
                                        .build())
                                .build());
            case ModelStep.Moved moved -> command(ledger, moved.eventId(), moved.atMicros(), moved(moved));
            case ModelStep.Counted counted -> command(ledger, counted.eventId(), counted.atMicros(), counted(counted));
            case ModelStep.Reserve reserve ->
                command(
                        ledger,
                        reserve.eventId(),
                        reserve.atMicros(),
                        StockReserved.builder()
                                .reservationId(reserve.name())
                                .channel(Channel.ONLINE)
                                .lines(List.of(line(reserve.item(), reserve.quantity())))
                                .build());
            case ModelStep.Release release ->
                command(
                        ledger,
                        release.eventId(),
                        release.atMicros(),
                        ReservationReleased.builder()
                                .reservationId(release.name())
                                .build());
        }
    }

    private void command(StockFixture ledger, UUID eventId, long atMicros, StockCommand.Body body) {
        ledger.command(
                lane,
                StockCommand.builder()
                        .header(header(eventId, atMicros).build())
                        .body(body)
                        .build());
    }

    private EventHeader header(ModelStep.Sale sale) {
        EventHeader.Builder header = header(sale.eventId(), sale.atMicros());
        if (sale.sequence() > 0) {
            header.businessDate(TODAY)
                    .origin(Origin.builder()
                            .system("model")
                            .till("t1")
                            .sequence(sale.sequence())
                            .build());
        }
        return header.build();
    }

    private EventHeader.Builder header(UUID eventId, long atMicros) {
        return EventHeader.builder()
                .eventId(eventId)
                .tenantId(lane.tenant().value())
                .locationId(lane.location().value())
                .occurredAt(time(atMicros));
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static SaleCompleted body(ModelStep.Sale sale) {
        List<SaleLine> lines = new ArrayList<>();
        for (ModelStep.Line line : sale.lines()) {
            boolean sold = line.kind() == ModelStep.Kind.SOLD;
            lines.add(SaleLine.builder()
                    .number(lines.size() + 1)
                    .kind(sold ? LineKind.SALE : LineKind.RETURN)
                    .itemId(line.item())
                    .quantity(new Quantity(line.quantity()))
                    .reservationId(line.reservation())
                    .returnDisposition(
                            line.kind() == ModelStep.Kind.RETURNED_DAMAGED ? ReturnDisposition.DAMAGED : null)
                    .build());
        }
        return SaleCompleted.builder()
                .channel(Channel.STORE)
                .currency("EUR")
                .lines(lines)
                .build();
    }

    private static StockCommand.Body moved(ModelStep.Moved moved) {
        if (moved.damaged() != 0) {
            return StockMoved.builder()
                    .fromBucket(Bucket.FREE)
                    .toBucket(Bucket.DAMAGED)
                    .reasonCode("BROKEN")
                    .lines(List.of(line(moved.item(), moved.damaged())))
                    .build();
        }
        return StockAdjusted.builder()
                .reasonCode("MODEL")
                .lines(List.of(AdjustmentLine.builder()
                        .number(1)
                        .itemId(moved.item())
                        .delta(new Quantity(moved.shelf()))
                        .build()))
                .build();
    }

    private static StockCommand.Body counted(ModelStep.Counted counted) {
        return StockCounted.builder()
                .kind(CountKind.SPOT)
                .lines(List.of(CountLine.builder()
                        .number(1)
                        .itemId(counted.item())
                        .counted(new Quantity(counted.quantity()))
                        .countedAt(time(counted.atMicros()))
                        .build()))
                .build();
    }

    private static StockLine line(String item, long quantity) {
        return StockLine.builder()
                .number(1)
                .itemId(item)
                .quantity(new Quantity(quantity))
                .build();
    }
}
