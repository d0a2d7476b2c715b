package io.millrace.topology.stock;

import io.millrace.domain.code.Listing;
import io.millrace.domain.stock.StockEvent;
import io.millrace.events.EventHeader;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleVoided;
import io.millrace.events.pos.TillDayClosed;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.CountClosed;
import io.millrace.events.stock.CountOpened;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.EventCorrected;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.GoodsLinked;
import io.millrace.events.stock.OpenOrderLoaded;
import io.millrace.events.stock.ReservationConfirmed;
import io.millrace.events.stock.ReservationReleased;
import io.millrace.events.stock.StockAdjusted;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.events.stock.StockMoved;
import io.millrace.events.stock.StockReceived;
import io.millrace.events.stock.StockReserved;
import io.millrace.events.stock.SupplierReturnDispatched;
import io.millrace.events.stock.TransferDispatched;
import io.millrace.events.stock.TransferReceived;
import io.millrace.events.supply.OnOrderChanged;
import io.millrace.topology.stock.events.Commands;
import io.millrace.topology.stock.events.LaneEvents;
import io.millrace.topology.stock.events.TillEvents;
import io.millrace.topology.stock.events.Translated;

/// A record that could be read, of whichever topic.
sealed interface Incoming {
    EventHeader header();

    EventKind kind();

    Translated translate(long recordedAtMicros, Listing listing);

    /// From a till.
    record FromTill(TillEvent event) implements Incoming {
        @Override
        public EventHeader header() {
            return event.header();
        }

        @Override
        public EventKind kind() {
            return switch (event.body()) {
                case SaleCompleted _ -> EventKind.SALE_COMPLETED;
                case SaleVoided _ -> EventKind.SALE_VOIDED;
                case TillDayClosed _ -> EventKind.TILL_DAY_CLOSED;
            };
        }

        @Override
        public Translated translate(long recordedAtMicros, Listing listing) {
            return TillEvents.translate(event, recordedAtMicros, listing);
        }
    }

    /// From a store or warehouse system.
    record FromStore(StockCommand command) implements Incoming {
        @Override
        public EventHeader header() {
            return command.header();
        }

        @Override
        public EventKind kind() {
            return switch (command.body()) {
                case StockReceived _ -> EventKind.STOCK_RECEIVED;
                case TransferDispatched _ -> EventKind.TRANSFER_DISPATCHED;
                case TransferReceived _ -> EventKind.TRANSFER_RECEIVED;
                case StockAdjusted _ -> EventKind.STOCK_ADJUSTED;
                case StockCounted _ -> EventKind.STOCK_COUNTED;
                case CountOpened _ -> EventKind.COUNT_OPENED;
                case CountClosed _ -> EventKind.COUNT_CLOSED;
                case DemandHistoryLoaded _ -> EventKind.DEMAND_HISTORY_LOADED;
                case StockMoved _ -> EventKind.STOCK_MOVED;
                case StockReserved _ -> EventKind.STOCK_RESERVED;
                case ReservationConfirmed _ -> EventKind.RESERVATION_CONFIRMED;
                case ReservationReleased _ -> EventKind.RESERVATION_RELEASED;
                case SupplierReturnDispatched _ -> EventKind.SUPPLIER_RETURN_DISPATCHED;
                case EventCorrected _ -> EventKind.EVENT_CORRECTED;
                case OpenOrderLoaded _ -> EventKind.OPEN_ORDER_LOADED;
            };
        }

        @Override
        public Translated translate(long recordedAtMicros, Listing listing) {
            return Commands.translate(command, recordedAtMicros, listing);
        }
    }

    /// From the reorder application.
    record FromReorder(OnOrderChanged changed) implements Incoming {
        @Override
        public EventHeader header() {
            return changed.header();
        }

        @Override
        public EventKind kind() {
            return EventKind.ON_ORDER_CHANGED;
        }

        @Override
        public Translated translate(long recordedAtMicros, Listing listing) {
            return LaneEvents.translate(changed, recordedAtMicros);
        }
    }

    /// From another lane.
    record FromLane(GoodsLinked linked) implements Incoming {
        @Override
        public EventHeader header() {
            return linked.header();
        }

        @Override
        public EventKind kind() {
            return EventKind.TRANSFER_LINKED;
        }

        @Override
        public Translated translate(long recordedAtMicros, Listing listing) {
            return LaneEvents.translate(linked, recordedAtMicros);
        }
    }

    /// From the ledger itself: a reservation's time is over.
    record FromClock(EventHeader header, StockEvent event, String reservationId) implements Incoming {
        @Override
        public EventKind kind() {
            return EventKind.RESERVATION_EXPIRED;
        }

        @Override
        public Translated translate(long recordedAtMicros, Listing listing) {
            return new Translated.Valid(event);
        }
    }
}
