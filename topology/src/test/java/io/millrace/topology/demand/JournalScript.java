package io.millrace.topology.demand;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Bucket;
import io.millrace.events.EventHeader;
import io.millrace.events.stock.Balances;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.HistoryLine;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalFlag;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.Movement;
import io.millrace.events.stock.SourcePosition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes journal entries as the ledger does, keeping the free stock of each item.
final class JournalScript {
    private final LaneKey lane;
    private final Map<String, Long> free = new HashMap<>();
    private long sequence;

    JournalScript(LaneKey lane) {
        this.lane = lane;
    }

    /// When an event happened, when it was recorded, and the day its source booked it on.
    record When(
            Instant occurredAt,
            Instant recordedAt,
            @Nullable LocalDate businessDate) {
        static When at(String time) {
            return new When(Instant.parse(time), Instant.parse(time), null);
        }

        When recorded(String time) {
            return new When(occurredAt, Instant.parse(time), businessDate);
        }

        When on(String date) {
            return new When(occurredAt, recordedAt, LocalDate.parse(date));
        }
    }

    /// One line: whole units from one bucket to another.
    record Line(
            String item,
            Bucket from,
            Bucket to,
            long units,
            @Nullable String total,
            @Nullable String promotion,
            boolean reversed,
            @Nullable Instant countedAt,
            boolean absorbed) {
        static Line sold(String item, long units, @Nullable String total) {
            return new Line(item, Bucket.FREE, Bucket.CUSTOMER, units, total, null, false, null, false);
        }

        static Line returned(String item, long units, @Nullable String total) {
            return new Line(item, Bucket.CUSTOMER, Bucket.FREE, units, total, null, false, null, false);
        }

        static Line received(String item, long units) {
            return new Line(item, Bucket.SUPPLIER, Bucket.FREE, units, null, null, false, null, false);
        }

        /// A count, with what it found more (or less) than the books.
        static Line counted(String item, long variance, Instant countedAt) {
            return variance < 0
                    ? new Line(item, Bucket.FREE, Bucket.SHRINK, -variance, null, null, false, countedAt, false)
                    : new Line(item, Bucket.SHRINK, Bucket.FREE, variance, null, null, false, countedAt, false);
        }

        Line promoted(String promotionId) {
            return new Line(item, from, to, units, total, promotionId, reversed, countedAt, absorbed);
        }

        /// The line that takes this one back.
        Line back() {
            return new Line(item, to, from, units, total, promotion, true, countedAt, absorbed);
        }

        /// The same after a count that had already seen it.
        Line seenByCount() {
            return new Line(item, from, to, units, total, promotion, reversed, countedAt, true);
        }
    }

    JournalEntry entry(EventKind kind, When when, Line... lines) {
        return entry(kind, when, null, lines);
    }

    JournalEntry entry(EventKind kind, When when, @Nullable When original, Line... lines) {
        List<JournalLine> written = new ArrayList<>();
        for (Line line : lines) {
            written.add(line(line, written.size() + 1));
        }
        return builder(kind, when)
                .originalOccurredAt(original == null ? null : original.occurredAt())
                .originalBusinessDate(original == null ? null : original.businessDate())
                .lines(written)
                .build();
    }

    JournalEntry history(When when, HistoryLine... lines) {
        return builder(EventKind.DEMAND_HISTORY_LOADED, when)
                .lines(List.of())
                .history(List.of(lines))
                .build();
    }

    private JournalEntry.Builder builder(EventKind kind, When when) {
        sequence++;
        return JournalEntry.builder()
                .header(EventHeader.builder()
                        .eventId(new UUID(1, sequence))
                        .tenantId(lane.tenant().value())
                        .locationId(lane.location().value())
                        .occurredAt(when.occurredAt)
                        .businessDate(when.businessDate)
                        .build())
                .kind(kind)
                .sequence(sequence)
                .recordedAt(when.recordedAt)
                .source(new SourcePosition("pos.sales.v1", 0, sequence))
                .currency("EUR");
    }

    private JournalLine line(Line line, int number) {
        List<Movement> movements = new ArrayList<>();
        if (line.units > 0) {
            movements.add(movement(line.from, line.to, line.units, line.countedAt == null ? null : "COUNT"));
        }
        if (line.absorbed && line.from == Bucket.FREE) {
            movements.add(movement(Bucket.SHRINK, Bucket.FREE, line.units, "ABSORBED_BY_COUNT"));
        }
        if (line.absorbed && line.to == Bucket.FREE) {
            movements.add(movement(Bucket.FREE, Bucket.SHRINK, line.units, "ABSORBED_BY_COUNT"));
        }
        movements.forEach(movement -> free.merge(line.item, intoFree(movement), Long::sum));
        Quantity zero = Quantity.ZERO;
        return JournalLine.builder()
                .number(number)
                .itemId(line.item)
                .movements(movements)
                .positionAfter(
                        new Balances(Quantity.of(free.getOrDefault(line.item, 0L)), zero, zero, zero, zero, zero))
                .version(sequence)
                .flags(line.absorbed ? List.of(JournalFlag.ABSORBED_BY_COUNT) : List.of())
                .lineTotal(line.total == null ? null : Money.parse(line.total))
                .promotionId(line.promotion)
                .countedAt(line.countedAt)
                .reversed(line.reversed)
                .build();
    }

    private static Movement movement(Bucket from, Bucket to, long units, @Nullable String reason) {
        return new Movement(from, to, Quantity.of(units), reason);
    }

    /// What the books say is free after everything that was written.
    long free(String item) {
        return free.getOrDefault(item, 0L);
    }

    private static long intoFree(Movement movement) {
        long units = movement.quantity().thousandths() / 1_000;
        return (movement.to() == Bucket.FREE ? units : 0) - (movement.from() == Bucket.FREE ? units : 0);
    }
}
