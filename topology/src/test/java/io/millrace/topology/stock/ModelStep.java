package io.millrace.topology.stock;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event of a made-up history, in the words of the model. Quantities are in thousandths.
sealed interface ModelStep {
    UUID eventId();

    /// What it is known by.
    String identity();

    /// Stands for all it says: equal for a repeat, different for another event.
    int content();

    /// What a line of a receipt does.
    enum Kind {
        SOLD,
        RETURNED,
        RETURNED_DAMAGED
    }

    record Line(
            Kind kind, String item, long quantity, @Nullable String reservation) {}

    /// A receipt.
    ///
    /// @param sequence the till's number, 0 if it sends none
    record Sale(UUID eventId, long sequence, long atMicros, List<Line> lines) implements ModelStep {
        @Override
        public String identity() {
            return sequence == 0 ? eventId.toString() : "number " + sequence;
        }

        @Override
        public int content() {
            return lines.hashCode() * 31 + Long.hashCode(atMicros);
        }
    }

    record Undo(UUID eventId, Sale sale, long atMicros) implements ModelStep {
        @Override
        public String identity() {
            return eventId.toString();
        }

        @Override
        public int content() {
            return 0;
        }
    }

    /// Something came, went or broke.
    record Moved(UUID eventId, long atMicros, String item, long shelf, long damaged) implements ModelStep {
        @Override
        public String identity() {
            return eventId.toString();
        }

        @Override
        public int content() {
            return 0;
        }
    }

    record Counted(UUID eventId, long atMicros, String item, long quantity) implements ModelStep {
        @Override
        public String identity() {
            return eventId.toString();
        }

        @Override
        public int content() {
            return 0;
        }
    }

    record Reserve(UUID eventId, long atMicros, String name, String item, long quantity) implements ModelStep {
        @Override
        public String identity() {
            return eventId.toString();
        }

        @Override
        public int content() {
            return 0;
        }
    }

    record Release(UUID eventId, long atMicros, String name) implements ModelStep {
        @Override
        public String identity() {
            return eventId.toString();
        }

        @Override
        public int content() {
            return 0;
        }
    }
}
