package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Which entries of the journal, and from where on.
///
/// @param after the last one of the page before
record JournalFilter(
        Optional<LocationId> location,
        Optional<Sku> item,
        Optional<String> kind,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<After> after) {
    /// Where an entry's line stands among all: the newest first.
    record After(long micros, int partition, long sequence, int line) {
        static After parse(String cursor) {
            String[] parts = cursor.split("_", -1);
            try {
                if (parts.length == 4) {
                    return new After(
                            Long.parseLong(parts[0]),
                            Integer.parseInt(parts[1]),
                            Long.parseLong(parts[2]),
                            Integer.parseInt(parts[3]));
                }
            } catch (NumberFormatException notOurs) {
                throw new IllegalArgumentException(NOT_OURS, notOurs);
            }
            throw new IllegalArgumentException(NOT_OURS);
        }
    }

    static final String NOT_OURS = "it is not a cursor; give what the page before gave as next";

    /// The cursor after an entry.
    static String next(ObjectNode last) {
        Instant at = Instant.parse(last.get("occurredAt").textValue());
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + last.get("partition") + "_" + last.get("sequence")
                + "_" + last.get("line");
    }

    PreparedStatement prepare(Connection connection, int limit) throws SQLException {
        Query query = new Query("""
                select kafka_partition, sequence, line, location_id, item_id, event_id, kind, occurred_at, recorded_at,
                    effective_at, free_change, reserved_change, damaged_change, quarantined_change, in_transit_change,
                    on_order_change, free, reserved, damaged, quarantined, in_transit, on_order, movements, flags,
                    reason_code, reference, till, actor
                from journal where true""")
                .and("location_id = ?", location, LocationId::value)
                .and("item_id = ?", item, Sku::value)
                .and("kind = ?", kind)
                .and("occurred_at >= ?", from, HistoryQueries::at)
                .and("occurred_at < ?", to, HistoryQueries::at);
        after.ifPresent(last -> query.then(
                " and (occurred_at, kafka_partition, sequence, line) < (?, ?, ?, ?)",
                HistoryQueries.at(Instant.EPOCH.plus(last.micros(), ChronoUnit.MICROS)),
                last.partition(),
                last.sequence(),
                last.line()));
        return query.then(" order by occurred_at desc, kafka_partition desc, sequence desc, line desc limit ?", limit)
                .prepare(connection);
    }
}
