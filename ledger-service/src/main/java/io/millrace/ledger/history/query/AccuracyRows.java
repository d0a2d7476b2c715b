package io.millrace.ledger.history.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.history.query.AccuracyQuestion.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Groups of scores, as JSON and as a table.
final class AccuracyRows {
    private static final double PERCENT = 100.0;
    private static final List<String> FIGURES =
            List.of("scores", "from", "to", "actual", "expected", "bias", "absoluteError", "scaledPinball", "rmsse");

    private AccuracyRows() {}

    static ObjectNode group(ResultSet row, List<Group> by) throws SQLException {
        ObjectNode json = HistoryJson.object();
        for (Group group : by) {
            String column = "by_" + group.word();
            switch (group) {
                case LOCATION, ITEM, METHOD, CLASS, WEEK -> json.put(group.word(), row.getString(column));
                case HORIZON -> json.put(group.word(), row.getInt(column));
            }
        }
        long scores = row.getLong("scores");
        double actual = row.getDouble("actual");
        double expected = row.getDouble("mean");
        json.put("served", row.getBoolean("served"))
                .put("scores", scores)
                .put("from", row.getString("first"))
                .put("to", row.getString("last"))
                .put("actual", actual)
                .put("expected", expected)
                .put("bias", actual > 0 ? (expected - actual) / actual : 0)
                .put("absoluteError", actual > 0 ? row.getDouble("absolute") / actual : 0)
                .put("scaledPinball", row.getDouble("loss") / scores)
                .put("rmsse", Math.sqrt(row.getDouble("square") / scores));
        ArrayNode levels = json.putArray("levels");
        for (int level : AccuracyQuestion.LEVELS) {
            ObjectNode one = levels.addObject()
                    .put("level", level / PERCENT)
                    .put("scaledPinball", row.getDouble("loss" + level));
            long known = row.getLong("known" + level);
            if (known > 0) {
                one.put("coverage", (double) row.getLong("covered" + level) / known);
                one.put("coverageScores", known);
            }
        }
        return json;
    }

    /// What a group is.
    static List<String> keys(ObjectNode group, List<Group> by) {
        return by.stream().map(key -> group.get(key.word()).asText()).toList();
    }

    /// Groups as a table with a heading.
    static String table(List<ObjectNode> groups, List<Group> by) {
        List<String> heading = new ArrayList<>(by.stream().map(Group::word).toList());
        heading.addAll(FIGURES);
        for (int level : AccuracyQuestion.LEVELS) {
            heading.add("scaledPinball" + level);
            heading.add("coverage" + level);
        }
        StringBuilder table = new StringBuilder(String.join(",", heading)).append('\n');
        for (ObjectNode group : groups) {
            List<String> cells = new ArrayList<>(keys(group, by));
            FIGURES.forEach(figure -> cells.add(group.get(figure).asText()));
            for (JsonNode level : group.get("levels")) {
                cells.add(level.get("scaledPinball").asText());
                cells.add(level.path("coverage").asText());
            }
            table.append(cells.stream().map(AccuracyRows::cell).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return table.toString();
    }

    /// Names of methods and sources may have commas in them.
    static String cell(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
