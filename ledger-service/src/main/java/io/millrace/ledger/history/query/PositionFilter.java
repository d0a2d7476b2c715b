package io.millrace.ledger.history.query;

import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which positions, in which order, and from where on.
///
/// @param category the hierarchy from the top down, separated by slashes: the category and all below it
/// @param after what the page before gave as next
record PositionFilter(
        Optional<LocationId> location,
        Optional<Sku> item,
        Optional<String> category,
        Optional<State> state,
        Sort sort,
        Optional<List<String>> after) {
    /// How an item stands at a location.
    enum State {
        IN_STOCK("p.available_thousandths > 0"),
        OUT_OF_STOCK("p.available_thousandths <= 0"),
        BELOW_ZERO("p.available_thousandths < 0");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /// In which order; the place is part of each, so that pages neither skip nor repeat.
    enum Sort {
        LOCATION("p.location_id, p.item_id", "p.location_id, p.item_id", ">", ""),
        ITEM("p.item_id, p.location_id", "p.item_id, p.location_id", ">", ""),
        AVAILABLE(
                "p.available_thousandths, p.location_id, p.item_id",
                "p.available_thousandths, p.location_id, p.item_id",
                ">",
                ""),
        AVAILABLE_DOWN(
                "p.available_thousandths desc, p.location_id desc, p.item_id desc",
                "p.available_thousandths, p.location_id, p.item_id",
                "<",
                ""),
        LONGEST_OUT(
                "p.out_of_stock_since, p.location_id, p.item_id",
                "p.out_of_stock_since, p.location_id, p.item_id",
                ">",
                " and p.out_of_stock_since is not null");

        private final String order;
        private final String key;
        private final String beyond;
        private final String condition;

        Sort(String order, String key, String beyond, String condition) {
            this.order = order;
            this.key = key;
            this.beyond = beyond;
            this.condition = condition;
        }

        static Sort of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        /// How many values say where a position stands in this order.
        int length() {
            return this == LOCATION || this == ITEM ? 2 : 3;
        }

        private Object first(String text) {
            return switch (this) {
                case LOCATION, ITEM -> text;
                case AVAILABLE, AVAILABLE_DOWN -> Long.valueOf(text);
                case LONGEST_OUT -> OffsetDateTime.parse(text);
            };
        }
    }

    /// Words, so that what is in them is nobody's business.
    static String cursor(List<String> parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException if it is none of this order's
    static List<String> parse(String cursor, Sort sort) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        List<String> parts = List.of(text.split("\\|", -1));
        if (parts.size() != sort.length()) {
            throw new IllegalArgumentException(JournalFilter.NOT_OURS);
        }
        return sort.first(parts.getFirst()) == null ? List.of() : parts;
    }

    PreparedStatement prepare(Connection connection, int limit) throws SQLException {
        Query query = new Query("""
                select p.location_id, p.item_id, p.available_thousandths, p.on_hand, p.free, p.reserved, p.damaged,
                    p.quarantined, p.in_transit, p.on_order, p.version, p.counted_at, p.sold_at, p.received_at,
                    p.out_of_stock_since, p.unit_cost
                from position p where true""")
                .then(sort.condition)
                .and("p.location_id = ?", location, LocationId::value)
                .and("p.item_id = ?", item, Sku::value);
        // From the category itself to before what follows a slash: a range an index knows.
        category.ifPresent(path -> query.then(
                " and p.item_id = any(array(select i.item_id from item i"
                        + " where i.category = ? or (i.category >= ? and i.category < ?)))",
                path,
                path + "/",
                path + "0"));
        state.ifPresent(wanted -> query.then(" and ").then(wanted.condition));
        after.ifPresent(last -> query.then(
                        " and (" + sort.key + ") " + sort.beyond + (last.size() == 2 ? " (?, ?)" : " (?, ?, ?)"),
                        sort.first(last.getFirst()))
                .then("", last.subList(1, last.size()).toArray()));
        return query.then(" order by " + sort.order + " limit ?", limit).prepare(connection);
    }
}
