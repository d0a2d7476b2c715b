package io.millrace.ledger.history.query;

import io.millrace.domain.TenantId;
import io.millrace.ledger.database.TenantTransactions;
import io.millrace.ledger.database.Transactions;
import io.millrace.ledger.forecasting.OlderDemand;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// The closed days that history has and the topic has no more, each tenant's read as that tenant.
///
/// A day says by its offset from which record it came: one before the partition's begin is gone, and one before zero
/// was in a topic that is gone, see `history_reset`.
public final class StoredDemand implements OlderDemand {
    private static final int FETCH_ROWS = 5_000;
    /// One after the other by the index, however many days each has.
    private static final String TENANTS = """
            with recursive known as (
                (select tenant_id from demand_day order by tenant_id limit 1)
                union all
                select (select min(d.tenant_id) from demand_day d where d.tenant_id > known.tenant_id)
                from known where known.tenant_id is not null)
            select tenant_id from known where tenant_id is not null""";
    private static final String DAYS = """
            select location_id, item_id, business_date, greatest(units - returns, 0) units, average_price,
                promotion_id is not null promoted, open_minutes, in_stock_minutes, coalesce(ended_out, false) ended_out
            from demand_day where complete and (source_offset < 0""";

    private final Transactions sink;
    private final TenantTransactions tenants;

    /// @param sink connections of the sink's role, which knows of all tenants
    /// @param tenants reads as one of them
    public StoredDemand(DataSource sink, TenantTransactions tenants) {
        this.sink = new Transactions(sink);
        this.tenants = tenants;
    }

    @Override
    public void read(Map<Integer, Long> begins, Consumer<Day> taker) throws SQLException {
        List<TenantId> all = sink.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(TENANTS);
                    ResultSet rows = query.executeQuery()) {
                List<TenantId> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(TenantId.of(rows.getString(1)));
                }
                return found;
            }
        });
        for (TenantId tenant : all) {
            tenants.read(tenant, connection -> taken(connection, tenant, begins, taker));
        }
    }

    private static int taken(Connection connection, TenantId tenant, Map<Integer, Long> begins, Consumer<Day> taker)
            throws SQLException {
        Query days = new Query(DAYS);
        begins.forEach((partition, begin) -> {
            if (begin > 0) {
                days.then(" or (kafka_partition = ? and source_offset < ?)", partition, begin);
            }
        });
        int count = 0;
        try (PreparedStatement query = days.then(")").prepare(connection)) {
            query.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = query.executeQuery()) {
                for (; rows.next(); count++) {
                    taker.accept(day(rows, tenant));
                }
            }
        }
        return count;
    }

    private static Day day(ResultSet row, TenantId tenant) throws SQLException {
        BigDecimal price = row.getBigDecimal("average_price");
        return new Day(
                tenant,
                row.getString("location_id"),
                row.getString("item_id"),
                row.getObject("business_date", LocalDate.class),
                row.getDouble("units"),
                price == null ? Float.NaN : price.floatValue(),
                share(row),
                row.getBoolean("promoted"),
                row.getBoolean("ended_out"));
    }

    /// The part of its opening time in which an item was there.
    static float share(ResultSet row) throws SQLException {
        return OlderDemand.share(
                row.getObject("open_minutes", Integer.class),
                row.getObject("in_stock_minutes", Integer.class),
                row.getDouble("units") > 0);
    }
}
