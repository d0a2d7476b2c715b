package io.millrace.ledger.history.sink;

import static io.millrace.ledger.history.sink.Cells.columns;
import static io.millrace.ledger.history.sink.Cells.day;
import static io.millrace.ledger.history.sink.Cells.micros;
import static io.millrace.ledger.history.sink.Cells.money;
import static io.millrace.ledger.history.sink.Cells.name;
import static io.millrace.ledger.history.sink.Cells.names;
import static io.millrace.ledger.history.sink.Cells.quantity;

import io.millrace.events.Bucket;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.stock.Balances;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalFlag;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.Movement;
import io.millrace.ledger.history.sink.Mapping.Again;
import io.millrace.schemas.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row per line of the journal.
final class JournalRows implements Rows<JournalEntry> {
    private static final List<Column> COLUMNS = columns(
            columns(Form.TEXT, "tenant_id", "location_id", "item_id"),
            columns(Form.SMALL_NUMBER, "kafka_partition"),
            columns(Form.NUMBER, "sequence"),
            columns(Form.SMALL_NUMBER, "line"),
            columns(Form.UUID, "event_id"),
            columns(Form.TEXT, "kind"),
            columns(Form.TIME, "occurred_at", "recorded_at", "effective_at"),
            columns(Form.DAY, "business_date"),
            columns(
                    Form.QUANTITY,
                    "free_change",
                    "reserved_change",
                    "damaged_change",
                    "quarantined_change",
                    "in_transit_change",
                    "on_order_change",
                    "free",
                    "reserved",
                    "damaged",
                    "quarantined",
                    "in_transit",
                    "on_order"),
            columns(Form.NUMBER, "version"),
            columns(Form.TEXT, "movements", "flags", "lot"),
            columns(Form.MONEY, "unit_price", "line_total", "unit_cost"),
            columns(
                    Form.TEXT,
                    "currency",
                    "promotion_id",
                    "reason_code",
                    "reference",
                    "supplier_id",
                    "channel",
                    "system",
                    "till"),
            columns(Form.NUMBER, "till_sequence"),
            columns(Form.TEXT, "actor", "correlation_id"),
            columns(Form.UUID, "corrects_event_id"));

    /// The buckets that have columns, in their order.
    private static final List<Bucket> BUCKETS = List.of(
            Bucket.FREE, Bucket.RESERVED, Bucket.DAMAGED, Bucket.QUARANTINED, Bucket.IN_TRANSIT, Bucket.ON_ORDER);

    static Mapping<JournalEntry> mapping() {
        return new Mapping<>(
                Topics.JOURNAL,
                "journal",
                COLUMNS,
                List.of("kafka_partition", "sequence", "line", "occurred_at"),
                Again.SAME,
                Optional.of("occurred_at"),
                new JournalRows());
    }

    @Override
    public void of(JournalEntry entry, Place place, Sheet sheet) {
        int number = 0;
        for (JournalLine line : entry.lines()) {
            row(entry, number, line, place, sheet);
            number++;
        }
        if (entry.lines().isEmpty()) {
            row(entry, 0, null, place, sheet);
        }
    }

    private static void row(JournalEntry entry, int number, @Nullable JournalLine line, Place place, Sheet sheet) {
        EventHeader header = entry.header();
        Origin origin = header.origin();
        long[] changes = changes(line);
        Balances after = line == null ? null : line.positionAfter();
        sheet.row(
                header.tenantId(),
                header.locationId(),
                line == null ? null : line.itemId(),
                (long) place.partition(),
                entry.sequence(),
                (long) number,
                header.eventId().toString(),
                entry.kind().name(),
                micros(header.occurredAt()),
                micros(entry.recordedAt()),
                micros(effective(entry, line)),
                day(header.businessDate()),
                changes[0],
                changes[1],
                changes[2],
                changes[3],
                changes[4],
                changes[5],
                after == null ? null : quantity(after.free()),
                after == null ? null : quantity(after.reserved()),
                after == null ? null : quantity(after.damaged()),
                after == null ? null : quantity(after.quarantined()),
                after == null ? null : quantity(after.inTransit()),
                after == null ? null : quantity(after.onOrder()),
                line == null ? null : line.version(),
                line == null ? "" : movements(line.movements()),
                names(line == null ? entry.flags() : line.flags()),
                line == null ? null : line.lot(),
                line == null ? null : money(line.unitPrice()),
                line == null ? null : money(line.lineTotal()),
                line == null ? null : money(line.unitCost()),
                entry.currency(),
                line == null ? null : line.promotionId(),
                entry.reasonCode(),
                entry.reference(),
                entry.supplierId(),
                name(entry.channel()),
                origin == null ? null : origin.system(),
                origin == null ? null : origin.till(),
                origin == null ? null : origin.sequence(),
                header.actor(),
                header.correlationId(),
                entry.correctsEventId() == null ? null : entry.correctsEventId().toString());
    }

    /// As demand sees it, too: a count counts for the moment of the count, and what takes back or replaces another
    /// event counts for the moment that happened.
    private static Instant effective(JournalEntry entry, @Nullable JournalLine line) {
        if (line != null && line.countedAt() != null && !line.flags().contains(JournalFlag.RECOUNT)) {
            return line.countedAt();
        }
        return entry.originalOccurredAt() == null ? entry.header().occurredAt() : entry.originalOccurredAt();
    }

    private static long[] changes(@Nullable JournalLine line) {
        long[] changes = new long[BUCKETS.size()];
        if (line != null) {
            for (Movement movement : line.movements()) {
                change(changes, movement.from(), -movement.quantity().thousandths());
                change(changes, movement.to(), movement.quantity().thousandths());
            }
        }
        return changes;
    }

    private static void change(long[] changes, Bucket bucket, long thousandths) {
        int place = BUCKETS.indexOf(bucket);
        if (place >= 0) {
            changes[place] += thousandths;
        }
    }

    private static String movements(List<Movement> movements) {
        StringBuilder text = new StringBuilder();
        for (Movement movement : movements) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(movement.from().name())
                    .append('>')
                    .append(movement.to().name())
                    .append(':')
                    .append(movement.quantity());
            if (movement.reasonCode() != null) {
                text.append(':').append(movement.reasonCode());
            }
        }
        return text.toString();
    }
}
