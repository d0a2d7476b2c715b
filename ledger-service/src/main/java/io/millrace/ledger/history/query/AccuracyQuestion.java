package io.millrace.ledger.history.query;

import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which scores, in which groups, and from where on.
///
/// @param isServed only of forecasts that were served, or only of others
/// @param by what groups are told apart by, in this order
/// @param isCovered whether it is wanted how often the quantiles were enough, which costs a look-up for each score
/// @param isWorstFirst whether the groups that did worst come first, else they come in the order of what they are
/// @param after what the last group of the page before is
record AccuracyQuestion(
        Optional<LocationId> location,
        Optional<Sku> item,
        Optional<String> method,
        Optional<Boolean> isServed,
        LocalDate from,
        LocalDate to,
        List<Group> by,
        boolean isCovered,
        boolean isWorstFirst,
        Optional<List<String>> after) {
    static final List<Integer> LEVELS = List.of(50, 90, 95, 99);

    private static final String SEPARATOR = "|";

    AccuracyQuestion {
        by = List.copyOf(by);
    }

    /// What groups can be told apart by.
    enum Group {
        LOCATION("location_id", "text"),
        ITEM("item_id", "text"),
        METHOD("method", "text"),
        CLASS("class", "text"),
        HORIZON("days_ahead", "int4"),
        WEEK("date_trunc('week', business_date)::date", "date");

        private final String expression;
        private final String type;

        Group(String expression, String type) {
            this.expression = expression;
            this.type = type;
        }

        /// As it is asked for, and told.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Group of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// What a group is, so that the next page begins after it.
    static String cursor(List<String> keys) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException if it is no cursor of such groups
    static List<String> parse(String cursor, List<Group> by) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        List<String> keys = List.of(text.split("\\|", -1));
        if (keys.size() != by.size()) {
            throw new IllegalArgumentException(JournalFilter.NOT_OURS);
        }
        for (int i = 0; i < keys.size(); i++) {
            check(keys.get(i), by.get(i));
        }
        return keys;
    }

    private static void check(String key, Group group) {
        switch (group) {
            case LOCATION, ITEM, METHOD, CLASS -> {}
            case HORIZON -> Integer.parseInt(key);
            case WEEK -> LocalDate.parse(key);
        }
    }

    PreparedStatement prepare(Connection connection, int limit) throws SQLException {
        Query query = new Query("with scored as (").then(scored()).then(")");
        if (by.contains(Group.CLASS)) {
            query.then(CLASSES);
        }
        query.then(" select * from (").then(grouped()).then(") g");
        after.ifPresent(last -> query.then(
                " where (" + names() + ") > ("
                        + by.stream().map(group -> "?::" + group.type).collect(Collectors.joining(", ")) + ')',
                last.toArray()));
        return query.then(" order by " + (isWorstFirst ? "loss / scores desc, " : "") + names() + " limit ?", limit)
                .prepare(connection);
    }

    private String names() {
        return by.stream()
                .map(group -> "by_" + group.word() + (group.type.equals("text") ? " collate \"C\"" : ""))
                .collect(Collectors.joining(", "));
    }

    private Query scored() {
        Query query = new Query("select a.*, case when scale_absolute > 0 then 1 / scale_absolute else 0 end per_unit");
        for (int level : LEVELS) {
            query.then((isCovered ? ", f.q" : ", null::real as q") + level);
        }
        return query.then(" from forecast_accuracy a")
                .then(isCovered ? '\n' + FORECAST : "")
                .then(" where a.business_date >= ? and a.business_date <= ?", from, to)
                .and("a.location_id = ?", location, LocationId::value)
                .and("a.item_id = ?", item, Sku::value)
                .and("a.method = ?", method)
                .and("a.served = ?", isServed);
    }

    /// What a served forecast said of the day: the one that was newest when the day was scored.
    private static final String FORECAST = """
            left join lateral (
                select p.q50[a.business_date - p.first_day + 1] q50, p.q90[a.business_date - p.first_day + 1] q90,
                    p.q95[a.business_date - p.first_day + 1] q95, p.q99[a.business_date - p.first_day + 1] q99
                from forecast p
                where a.served and p.location_id = a.location_id and p.item_id = a.item_id
                    and p.data_up_to = a.data_up_to and p.made_at <= a.scored_at
                order by p.made_at desc limit 1) f on true""";
    /// As io.millrace.forecasting.workbench.DemandClass has it, of what came on the days that were scored.
    private static final String CLASSES = """
            , sold as (
                select location_id, item_id, count(*)::float8 days, count(*) filter (where actual > 0) sales,
                    sum(actual) filter (where actual > 0) units, sum(actual * actual) squares
                from (select distinct location_id, item_id, business_date, actual from scored) one
                group by location_id, item_id),
            classes as (
                select location_id, item_id, case
                    when sales = 0 then 'intermittent'
                    when squares * sales / (units * units) - 1 < 0.49
                        then case when days / sales < 1.32 then 'smooth' else 'intermittent' end
                    else case when days / sales < 1.32 then 'erratic' else 'lumpy' end end as class
                from sold)""";

    private static final String OF_LEVEL = """
            , avg(per_unit * lossNN) lossNN, count(qNN) knownNN, count(*) filter (where actual <= qNN) coveredNN""";

    private String grouped() {
        StringBuilder sql = new StringBuilder("select ");
        by.forEach(group -> sql.append(group.expression)
                .append(" as by_")
                .append(group.word())
                .append(", "));
        sql.append("""
                count(*) scores, bool_and(served) served, min(business_date) first, max(business_date) last,
                sum(actual) actual, sum(mean) mean, sum(abs(mean - actual)) absolute,
                sum(case when scale_square > 0 then (mean - actual) * (mean - actual) / scale_square else 0 end) square,
                sum(per_unit * coalesce((coalesce(loss50, 0) + coalesce(loss90, 0) + coalesce(loss95, 0)
                    + coalesce(loss99, 0)) / nullif(num_nonnulls(loss50, loss90, loss95, loss99), 0), 0)) loss""");
        for (int level : LEVELS) {
            sql.append(OF_LEVEL.replace("NN", Integer.toString(level)));
        }
        sql.append(" from scored");
        if (by.contains(Group.CLASS)) {
            sql.append(" join classes using (location_id, item_id)");
        }
        return sql.append(" group by ")
                .append(by.stream().map(group -> "by_" + group.word()).collect(Collectors.joining(", ")))
                .toString();
    }
}
