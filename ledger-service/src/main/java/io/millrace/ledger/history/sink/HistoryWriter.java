package io.millrace.ledger.history.sink;

import io.millrace.ledger.database.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/// Writes batches: rows and offsets in one transaction, so that what a crash takes, it takes both of. Knows nothing of
/// consumers; whoever has records in order can use it. For one thread.
public final class HistoryWriter {
    private static final String OFFSETS_MISSING = """
            insert into sink_offset (topic, kafka_partition, next_offset)
            select u.topic, u.partition, 0 from unnest(?::text[], ?::int4[]) as u(topic, partition)
            on conflict do nothing""";
    private static final String OFFSETS = """
            select o.topic, o.kafka_partition, o.next_offset
            from sink_offset o join unnest(?::text[], ?::int4[]) as u(topic, partition)
            on o.topic = u.topic and o.kafka_partition = u.partition""";
    private static final String ADVANCE = """
            update sink_offset o
            set next_offset = u.next, written_at = now(),
                record_at = timestamptz '1970-01-01 00:00:00+00' + u.record_at * interval '1 millisecond'
            from unnest(?::text[], ?::int4[], ?::int8[], ?::int8[], ?::int8[])
                as u(topic, partition, expected, next, record_at)
            where o.topic = u.topic and o.kafka_partition = u.partition and o.next_offset = u.expected""";

    private static final String JOURNAL = "journal";

    private final Transactions transactions;
    private final Map<String, Set<LocalDate>> months = new HashMap<>();

    /// Over connections of the sink's role.
    public HistoryWriter(DataSource sink) {
        transactions = new Transactions(sink);
    }

    /// The first record of each partition that is not written yet.
    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions) throws SQLException {
        return transactions.run(connection -> {
            try (PreparedStatement missing = connection.prepareStatement(OFFSETS_MISSING)) {
                places(connection, missing, List.copyOf(partitions));
                missing.executeUpdate();
            }
            Map<TopicPartition, Long> offsets = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement(OFFSETS)) {
                places(connection, query, List.copyOf(partitions));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                    }
                }
            }
            return offsets;
        });
    }

    /// Writes the batch, or nothing.
    ///
    /// @return how many rows were new or newer
    /// @throws StaleOffsetsException if another writer has been there
    public int write(Batch batch) throws SQLException, StaleOffsetsException {
        boolean done = false;
        try {
            prepareMonths(batch);
            int rows = transactions.run(connection -> writeIn(connection, batch));
            done = true;
            if (rows < 0) {
                throw new StaleOffsetsException(
                        "Another writer has moved on one of " + batch.steps().keySet());
            }
            return rows;
        } finally {
            if (!done) {
                months.clear(); // An operator may have detached one.
            }
        }
    }

    /// The offsets go first: their rows are the lock that makes a second writer wait, and then fail.
    private static int writeIn(Connection connection, Batch batch) throws SQLException {
        try (Statement asynchronously = connection.createStatement()) {
            // A crash of the database may take the last moments: rows and offsets alike, and Kafka still has them.
            asynchronously.execute("set local synchronous_commit = off");
        }
        if (!advance(connection, batch.steps())) {
            connection.rollback();
            return -1;
        }
        return batch.write(connection);
    }

    private static boolean advance(Connection connection, Map<TopicPartition, Batch.Step> steps) throws SQLException {
        List<Map.Entry<TopicPartition, Batch.Step>> ordered = steps.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<TopicPartition, Batch.Step> step) ->
                                step.getKey().topic())
                        .thenComparingInt(step -> step.getKey().partition()))
                .toList();
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            places(connection, advance, ordered.stream().map(Map.Entry::getKey).toList());
            numbers(connection, advance, 3, ordered, Batch.Step::expected);
            numbers(connection, advance, 4, ordered, Batch.Step::next);
            numbers(connection, advance, 5, ordered, Batch.Step::recordAtMillis);
            return advance.executeUpdate() == steps.size();
        }
    }

    private static void numbers(
            Connection connection,
            PreparedStatement statement,
            int place,
            List<Map.Entry<TopicPartition, Batch.Step>> steps,
            ToLongFunction<Batch.Step> number)
            throws SQLException {
        Long[] numbers =
                steps.stream().map(step -> number.applyAsLong(step.getValue())).toArray(Long[]::new);
        statement.setArray(place, connection.createArrayOf("int8", numbers));
    }

    private static void places(Connection connection, PreparedStatement statement, List<TopicPartition> partitions)
            throws SQLException {
        Object[] topics = partitions.stream().map(TopicPartition::topic).toArray(String[]::new);
        Object[] numbers = partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new);
        Array topicArray = connection.createArrayOf("text", topics);
        statement.setArray(1, topicArray);
        statement.setArray(2, connection.createArrayOf("int4", numbers));
    }

    /// Makes the partitions that the batch needs, in a transaction of its own.
    private void prepareMonths(Batch batch) throws SQLException {
        for (Sheet sheet : batch.sheets()) {
            String table = sheet.mapping().table();
            Set<LocalDate> needed = new TreeSet<>(sheet.months());
            needed.removeAll(months.getOrDefault(table, Set.of()));
            if (!needed.isEmpty()) {
                prepareMonths(table, needed);
            }
        }
    }

    /// Makes the journal's partitions of these months, as far as they are missing.
    public void prepareMonths(Set<LocalDate> needed) throws SQLException {
        prepareMonths(JOURNAL, needed);
    }

    private void prepareMonths(String table, Set<LocalDate> needed) throws SQLException {
        String make = table.equals(JOURNAL) ? "select journal_months(?)" : "select day_months('" + table + "', ?)";
        int made = transactions.run(connection -> call(
                connection,
                make,
                connection.createArrayOf(
                        "date", needed.stream().map(Date::valueOf).toArray(Date[]::new))));
        if (made >= 0) {
            months.computeIfAbsent(table, _ -> new HashSet<>()).addAll(needed);
        }
    }

    /// Takes the journal's months before a day out of sight; their tables stay for an operator to archive.
    ///
    /// @return how many
    public int detach(LocalDate before) throws SQLException {
        months.clear();
        return transactions.run(connection -> {
            try (PreparedStatement detach = connection.prepareStatement("select journal_detach(?)")) {
                detach.setObject(1, before);
                return number(detach);
            }
        });
    }

    /// Forgets forecasts and how they turned out, of months that are over before a day.
    ///
    /// @return how many partitions are gone
    public int forgetForecasts(LocalDate before) throws SQLException {
        months.clear();
        return transactions.run(connection -> {
            try (PreparedStatement forget = connection.prepareStatement("select forecast_forget(?)")) {
                forget.setObject(1, before);
                return number(forget);
            }
        });
    }

    /// Empties history, but for demand days and forecasts, which the topics may have no more. A sink that runs begins
    /// again from the topics; so does the next that starts.
    public void reset() throws SQLException {
        transactions.run(connection -> {
            connection.setNetworkTimeout(Runnable::run, 0); // Marking what stays may take minutes.
            try (Statement reset = connection.createStatement()) {
                return reset.execute("select history_reset()");
            }
        });
    }

    private static int call(Connection connection, String sql, Array argument) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(sql)) {
            call.setArray(1, argument);
            return number(call);
        }
    }

    static int number(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
