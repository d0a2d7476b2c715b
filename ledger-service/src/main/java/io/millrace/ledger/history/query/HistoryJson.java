package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Rows as JSON.
final class HistoryJson {
    private static final int QUANTITY_DECIMALS = 3;
    private static final String[][] BUCKETS = {
        {"free", "free"},
        {"reserved", "reserved"},
        {"damaged", "damaged"},
        {"quarantined", "quarantined"},
        {"in_transit", "inTransit"},
        {"on_order", "onOrder"},
    };

    private HistoryJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A position as of a time: the columns are in a fixed order.
    static ObjectNode then(ResultSet row, LocationId location, Sku item) throws SQLException {
        ObjectNode json = object().put("location", location.value()).put("item", item.value());
        BigDecimal onHand = BigDecimal.ZERO;
        for (int i = 0; i < BUCKETS.length; i++) {
            BigDecimal quantity = row.getBigDecimal(i + 2);
            json.put(BUCKETS[i][1], plain(quantity));
            onHand = i < 4 ? onHand.add(quantity) : onHand;
        }
        json.put("available", plain(row.getBigDecimal(2)));
        json.put("onHand", plain(onHand));
        json.put("version", row.getLong("version"));
        json.put("sequence", row.getLong("sequence"));
        time(json, "recordedAt", row, "recorded_at");
        return json;
    }

    static ObjectNode entry(ResultSet row) throws SQLException {
        ObjectNode json = object().put("location", row.getString("location_id"))
                .put("partition", row.getInt("kafka_partition"))
                .put("sequence", row.getLong("sequence"))
                .put("line", row.getInt("line"))
                .put("eventId", row.getString("event_id"))
                .put("kind", row.getString("kind"));
        text(json, "item", row.getString("item_id"));
        time(json, "occurredAt", row, "occurred_at");
        time(json, "recordedAt", row, "recorded_at");
        time(json, "effectiveAt", row, "effective_at");
        ObjectNode change = json.putObject("change");
        for (String[] bucket : BUCKETS) {
            change.put(bucket[1], plain(row.getBigDecimal(bucket[0] + "_change")));
        }
        if (row.getBigDecimal("free") != null) {
            ObjectNode after = json.putObject("after");
            for (String[] bucket : BUCKETS) {
                after.put(bucket[1], plain(row.getBigDecimal(bucket[0])));
            }
        }
        json.put("movements", row.getString("movements"));
        json.put("flags", row.getString("flags"));
        text(json, "reason", row.getString("reason_code"));
        text(json, "reference", row.getString("reference"));
        text(json, "till", row.getString("till"));
        text(json, "actor", row.getString("actor"));
        return json;
    }

    static ObjectNode day(ResultSet row) throws SQLException {
        ObjectNode json = object().put(
                        "businessDate",
                        row.getObject("business_date", LocalDate.class).toString())
                .put("units", plain(row.getBigDecimal("units")))
                .put("returns", plain(row.getBigDecimal("returns")))
                .put("revenue", plain(row.getBigDecimal("revenue")))
                .put("transactions", row.getLong("transactions"))
                .put("complete", row.getBoolean("complete"))
                .put("sealed", row.getBoolean("sealed"));
        number(json, "averagePrice", row.getBigDecimal("average_price"));
        text(json, "currency", row.getString("currency"));
        text(json, "promotion", row.getString("promotion_id"));
        number(json, "inStockMinutes", row.getBigDecimal("in_stock_minutes"));
        number(json, "openMinutes", row.getBigDecimal("open_minutes"));
        return json;
    }

    static ObjectNode position(ResultSet row) throws SQLException {
        ObjectNode json = object().put("location", row.getString("location_id"))
                .put("item", row.getString("item_id"))
                .put("available", plain(BigDecimal.valueOf(row.getLong("available_thousandths"), QUANTITY_DECIMALS)))
                .put("onHand", plain(row.getBigDecimal("on_hand")));
        for (String[] bucket : BUCKETS) {
            json.put(bucket[1], plain(row.getBigDecimal(bucket[0])));
        }
        json.put("version", row.getLong("version"));
        time(json, "countedAt", row, "counted_at");
        time(json, "soldAt", row, "sold_at");
        time(json, "receivedAt", row, "received_at");
        time(json, "outOfStockSince", row, "out_of_stock_since");
        number(json, "unitCost", row.getBigDecimal("unit_cost"));
        return json;
    }

    static ObjectNode check(ResultSet row) throws SQLException {
        ObjectNode json = object().put("partition", row.getInt("kafka_partition"))
                .put("journalSequence", row.getLong("journal_sequence"))
                .put("drift", plain(row.getBigDecimal("drift")));
        time(json, "checkedAt", row, "checked_at");
        return json;
    }

    static ObjectNode freshness(ResultSet rows) throws SQLException {
        ObjectNode json = object().put("source", "history");
        if (rows.next()) {
            time(json, "recordedUpTo", rows, "max");
            OffsetDateTime written = rows.getObject(2, OffsetDateTime.class);
            text(json, "writtenAt", written == null ? null : written.toInstant().toString());
        }
        return json;
    }

    private static void time(ObjectNode json, String name, ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        if (time != null) {
            json.put(name, time.toInstant().toString());
        }
    }

    private static void text(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void number(ObjectNode json, String name, @Nullable BigDecimal value) {
        if (value != null) {
            json.put(name, plain(value));
        }
    }

    /// Without zeros at the end, and never with an exponent.
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
