package io.millrace.topology.stock;

import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleVoided;
import io.millrace.events.pos.TillDayClosed;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.CommandCorrection;
import io.millrace.events.stock.CountClosed;
import io.millrace.events.stock.CountOpened;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.EventCorrected;
import io.millrace.events.stock.ReservationConfirmed;
import io.millrace.events.stock.ReservationReleased;
import io.millrace.events.stock.SaleCorrection;
import io.millrace.events.stock.StockAdjusted;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.events.stock.StockMoved;
import io.millrace.events.stock.StockReceived;
import io.millrace.events.stock.StockReserved;
import io.millrace.events.stock.SupplierReturnDispatched;
import io.millrace.events.stock.TransferDispatched;
import io.millrace.events.stock.TransferReceived;
import io.millrace.topology.stock.JournalEntries.Document;

/// The document an event belongs to.
final class Documents {
    private Documents() {}

    static Document of(Incoming incoming) {
        return switch (incoming) {
            case Incoming.FromTill(var event) -> of(event);
            case Incoming.FromStore(var command) -> of(command.body());
            case Incoming.FromReorder(var changed) ->
                Document.of(
                        null,
                        changed.changes().isEmpty()
                                ? null
                                : changed.changes().getFirst().orderId());
            case Incoming.FromLane(var linked) -> Document.of(null, linked.transferId());
            case Incoming.FromClock clock -> Document.of(null, clock.reservationId());
        };
    }

    private static Document of(TillEvent event) {
        return switch (event.body()) {
            case SaleCompleted sale -> Document.of(sale);
            case SaleVoided voided ->
                Document.of(voided.original().sale()).correcting(voided.original(), voided.reason());
            case TillDayClosed closed -> Document.of(null, closed.till());
        };
    }

    private static Document of(StockCommand.Body body) {
        return switch (body) {
            case StockReceived received ->
                Document.of(null, received.orderId() == null ? received.deliveryNote() : received.orderId())
                        .in(received.currency());
            case TransferDispatched dispatched -> Document.of(null, dispatched.transferId());
            case TransferReceived received -> Document.of(null, received.transferId());
            case StockAdjusted adjusted ->
                Document.of(adjusted.reasonCode(), null).in(adjusted.currency());
            case StockCounted counted -> Document.of(null, counted.countId());
            case CountOpened opened -> Document.of(null, opened.countId());
            case CountClosed closed -> Document.of(null, closed.countId());
            case DemandHistoryLoaded history -> Document.of(history);
            case StockMoved moved -> Document.of(moved.reasonCode(), null);
            case StockReserved reserved -> Document.of(null, reserved.reservationId());
            case ReservationConfirmed confirmed -> Document.of(null, confirmed.reservationId());
            case ReservationReleased released -> Document.of(released.reasonCode(), released.reservationId());
            case SupplierReturnDispatched dispatched -> Document.of(dispatched.reasonCode(), dispatched.orderId());
            case EventCorrected corrected -> of(corrected);
        };
    }

    private static Document of(EventCorrected corrected) {
        String reason = corrected.reason().name();
        return switch (corrected.correction()) {
            case SaleCorrection sale ->
                Document.of(sale.replacement() == null ? sale.original().sale() : sale.replacement())
                        .correcting(sale.original(), reason);
            case CommandCorrection command -> Document.of(null, null).correcting(command.correctsEventId(), reason);
        };
    }
}
