package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.domain.TenantId;
import io.millrace.ledger.database.TenantTransactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What history knows, in the words of SQL. Each answer is of one moment of the database, and of one tenant, which
/// the database itself sees to.
public final class HistoryQueries {
    private static final String FRESHNESS = """
            select max(record_at), max(written_at) from sink_offset where topic like '%stock.journal.v1'""";
    /// The last entry that was known, and what it left.
    private static final String KNOWN = """
            select sequence, free, reserved, damaged, quarantined, in_transit, on_order, version, recorded_at
            from journal
            where item_id = ? and location_id = ? and recorded_at <= ?
            order by sequence desc, line desc limit 1""";
    /// What there is now, less what has happened since: that holds however far back the rows reach.
    private static final String TRUE = """
            with now as (
                select sequence, free, reserved, damaged, quarantined, in_transit, on_order, version, recorded_at
                from journal where item_id = ? and location_id = ?
                order by sequence desc, line desc limit 1),
            since as (
                select coalesce(sum(free_change), 0) free, coalesce(sum(reserved_change), 0) reserved,
                    coalesce(sum(damaged_change), 0) damaged, coalesce(sum(quarantined_change), 0) quarantined,
                    coalesce(sum(in_transit_change), 0) in_transit, coalesce(sum(on_order_change), 0) on_order
                from journal where item_id = ? and location_id = ? and effective_at > ?)
            select n.sequence, n.free - s.free, n.reserved - s.reserved, n.damaged - s.damaged,
                n.quarantined - s.quarantined, n.in_transit - s.in_transit, n.on_order - s.on_order, n.version,
                n.recorded_at
            from now n cross join since s""";
    private static final String DEMAND = """
            select business_date, units, returns, revenue, average_price, currency, promotion_id, transactions,
                in_stock_minutes, open_minutes, complete, sealed
            from demand_day where location_id = ? and item_id = ? and business_date >= ? and business_date <= ?
            order by business_date limit ?""";

    private final TenantTransactions transactions;

    public HistoryQueries(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /// What a time means.
    public enum Meaning {
        /// What was recorded by then.
        KNOWN,
        /// What had happened by then, as is known today.
        TRUE
    }

    /// The stock of an item at a location as of a time; empty if history has nothing of it.
    Optional<ObjectNode> position(TenantId tenant, LocationId location, Sku item, Instant at, Meaning meaning)
            throws SQLException {
        return transactions.read(tenant, connection -> {
            Query question = switch (meaning) {
                case KNOWN -> new Query(KNOWN, item.value(), location.value(), at(at));
                case TRUE -> new Query(TRUE, item.value(), location.value(), item.value(), location.value(), at(at));
            };
            try (PreparedStatement query = question.prepare(connection)) {
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? Optional.of(HistoryJson.then(rows, location, item)) : Optional.empty();
                }
            }
        });
    }

    /// Entries of the journal, the newest first.
    ///
    /// @return one more than the limit if there are more
    List<ObjectNode> journal(TenantId tenant, JournalFilter filter, int limit) throws SQLException {
        return transactions.read(tenant, connection -> {
            try (PreparedStatement query = filter.prepare(connection, limit + 1)) {
                return list(query, HistoryJson::entry);
            }
        });
    }

    /// The demand of trading days, the first day first.
    List<ObjectNode> demand(TenantId tenant, LocationId location, Sku item, LocalDate from, LocalDate to, int limit)
            throws SQLException {
        return transactions.read(tenant, connection -> {
            try (PreparedStatement query =
                    new Query(DEMAND, location.value(), item.value(), from, to, limit + 1).prepare(connection)) {
                return list(query, HistoryJson::day);
            }
        });
    }

    /// A page of positions.
    ///
    /// @return one more than the limit if there are more
    List<ObjectNode> positions(TenantId tenant, PositionFilter filter, int limit) throws SQLException {
        return transactions.read(tenant, connection -> {
            try (PreparedStatement query = filter.prepare(connection, limit + 1)) {
                return list(query, HistoryJson::position);
            }
        });
    }

    /// Whether the journal's rows add up to what the ledger said.
    List<ObjectNode> checks(TenantId tenant) throws SQLException {
        return transactions.read(tenant, connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select kafka_partition, journal_sequence, drift,"
                            + " checked_at from history_check order by kafka_partition")) {
                return list(query, HistoryJson::check);
            }
        });
    }

    /// How far history is.
    ObjectNode freshness(TenantId tenant) throws SQLException {
        return transactions.read(tenant, connection -> {
            try (PreparedStatement query = connection.prepareStatement(FRESHNESS);
                    ResultSet rows = query.executeQuery()) {
                return HistoryJson.freshness(rows);
            }
        });
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /// Makes JSON of a row.
    @FunctionalInterface
    interface Row {
        ObjectNode json(ResultSet row) throws SQLException;
    }

    /// All rows of an answer.
    static List<ObjectNode> list(PreparedStatement query, Row row) throws SQLException {
        List<ObjectNode> all = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                all.add(row.json(rows));
            }
        }
        return all;
    }
}
