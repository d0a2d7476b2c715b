package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Past forecasts as JSON.
final class PastRows {
    private static final List<Level> LEVELS =
            List.of(new Level("q50", 0.5), new Level("q90", 0.9), new Level("q95", 0.95), new Level("q99", 0.99));

    private record Level(String column, double level) {}

    private PastRows() {}

    /// Where a forecast stands among those of its series: the newest first.
    record After(LocalDate dataUpTo, Instant madeAt) {
        static After parse(String cursor) {
            int separator = cursor.indexOf('_');
            if (separator < 0) {
                throw new IllegalArgumentException(JournalFilter.NOT_OURS);
            }
            return new After(
                    LocalDate.parse(cursor.substring(0, separator)),
                    Instant.EPOCH.plus(Long.parseLong(cursor.substring(separator + 1)), ChronoUnit.MICROS));
        }
    }

    /// The cursor after a forecast.
    static String next(ObjectNode last) {
        Instant at = Instant.parse(last.get("madeAt").textValue());
        return last.get("dataUpTo").textValue() + '_' + ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /// @param only the one day that is asked for, if not all are
    static ObjectNode forecast(ResultSet row, Optional<LocalDate> only) throws SQLException {
        ObjectNode json = HistoryJson.object()
                .put("dataUpTo", row.getString("data_up_to"))
                .put(
                        "madeAt",
                        row.getObject("made_at", OffsetDateTime.class)
                                .toInstant()
                                .toString())
                .put("method", row.getString("method"))
                .put("methodVersion", row.getString("method_version"))
                .put("version", row.getLong("version"));
        String run = row.getString("run_id");
        if (run != null) {
            json.put("runId", run);
        }
        long seen = row.getLong("data_version");
        if (!row.wasNull()) {
            json.put("dataVersion", seen);
        }
        LocalDate first = row.getObject("first_day", LocalDate.class);
        @Nullable Float[] means = values(row, "mean");
        Map<Double, @Nullable Float[]> quantiles = new LinkedHashMap<>();
        for (Level level : LEVELS) {
            quantiles.put(level.level(), values(row, level.column()));
        }
        ArrayNode days = json.putArray("days");
        for (int step = 0; step < means.length; step++) {
            LocalDate date = first.plusDays(step);
            if (only.map(date::equals).orElse(true)) {
                day(days.addObject().put("date", date.toString()), step, means, quantiles);
            }
        }
        return json;
    }

    private static @Nullable Float[] values(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? new Float[0] : (Float[]) array.getArray();
    }

    private static void day(
            ObjectNode day, int step, @Nullable Float[] means, Map<Double, @Nullable Float[]> quantiles) {
        day.put("mean", means[step]);
        ArrayNode told = day.putArray("quantiles");
        quantiles.forEach((level, values) -> {
            if (step < values.length) {
                told.addObject().put("level", level).put("value", values[step]);
            }
        });
    }
}
