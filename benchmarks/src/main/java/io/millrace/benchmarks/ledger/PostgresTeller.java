package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.ledger.StockEvent.Count;
import io.millrace.benchmarks.ledger.StockEvent.Sale;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// One connection to the database's ledger: a prepared call, one round trip and one commit for every event.
final class PostgresTeller implements AutoCloseable {
    private final Names names;
    private final LocalDate businessDate;
    private final Connection connection;
    private final PreparedStatement postSale;
    private final PreparedStatement postCount;
    private final List<PostgresCall> waiting = new ArrayList<>();

    PostgresTeller(Names names, LocalDate businessDate, Connection connection) throws SQLException {
        this.names = names;
        this.businessDate = businessDate;
        this.connection = connection;
        this.postSale = connection.prepareStatement("SELECT post_sale(?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.postCount = connection.prepareStatement("SELECT post_count(?, ?, ?, ?, ?, ?)");
    }

    void enqueue(StockEvent event) {
        waiting.add(new PostgresCall(event));
    }

    /// Posts everything that waits, each event in a transaction of its own.
    ///
    /// @return the number of lines
    long postAll() throws SQLException {
        long lines = 0;
        for (PostgresCall call : waiting) {
            post(call);
            lines += call.items().length;
        }
        waiting.clear();
        return lines;
    }

    private void post(PostgresCall call) throws SQLException {
        PreparedStatement statement = switch (call.event()) {
            case Sale sale -> prepared(sale, call);
            case Count count -> prepared(count, call);
        };
        try (ResultSet answer = statement.executeQuery()) {
            answer.next();
            String outcome = answer.getString(1);
            if (!outcome.equals("POSTED") && !outcome.equals("REPEATED")) {
                throw new IllegalStateException("the database answered " + outcome + " to " + call.event());
            }
        }
    }

    private PreparedStatement prepared(Sale sale, PostgresCall call) throws SQLException {
        postSale.setObject(1, names.eventId(sale.number()));
        postSale.setInt(2, sale.location());
        postSale.setInt(3, sale.till());
        postSale.setObject(4, businessDate);
        postSale.setLong(5, sale.sequence());
        postSale.setInt(6, call.contentHash());
        postSale.setLong(7, sale.occurredAtMicros());
        postSale.setObject(8, call.items());
        postSale.setObject(9, call.quantities());
        return postSale;
    }

    private PreparedStatement prepared(Count count, PostgresCall call) throws SQLException {
        postCount.setObject(1, names.eventId(count.number()));
        postCount.setInt(2, count.location());
        postCount.setInt(3, call.contentHash());
        postCount.setLong(4, count.occurredAtMicros());
        postCount.setObject(5, call.items());
        postCount.setObject(6, call.quantities());
        return postCount;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
