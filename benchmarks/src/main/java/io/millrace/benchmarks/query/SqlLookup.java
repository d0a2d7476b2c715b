package io.millrace.benchmarks.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import io.millrace.platform.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.postgresql.PGProperty;

/// The peer: the same lookup as one prepared statement by primary key, from a pool of open connections, through the
/// same server. The columns are those of a position, and so is the answer.
final class SqlLookup implements AutoCloseable {
    static final String PREFIX = "/v1/sql/";

    private static final String TABLE = """
            CREATE TABLE query_positions (
              tenant_id text NOT NULL, location_id text NOT NULL, item_id text NOT NULL,
              free numeric(18,3) NOT NULL, reserved numeric(18,3) NOT NULL, damaged numeric(18,3) NOT NULL,
              quarantined numeric(18,3) NOT NULL, in_transit numeric(18,3) NOT NULL, on_order numeric(18,3) NOT NULL,
              version bigint NOT NULL, PRIMARY KEY (tenant_id, location_id, item_id))""";
    private static final String[] QUANTITIES = {"free", "reserved", "damaged", "quarantined", "in_transit", "on_order"};
    private static final String SELECT =
            "SELECT free, reserved, damaged, quarantined, in_transit, on_order, version FROM query_positions"
                    + " WHERE tenant_id = ? AND location_id = ? AND item_id = ?";
    private static final Parameter<LocationId> LOCATION =
            Parameter.path("location", ValueType.LOCATION, "The location's id");
    private static final Parameter<Sku> ITEM = Parameter.path("item", ValueType.ITEM, "The item's id");

    private final BlockingQueue<Lookup> pool;

    private record Lookup(Connection connection, PreparedStatement select) {}

    SqlLookup(EmbeddedPostgres postgres, Shops shops, int connections) throws SQLException {
        pool = new ArrayBlockingQueue<>(connections);
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute("INSERT INTO query_positions SELECT '" + Shops.TENANT
                    + "', 'store-' || l, 'item-' || i, 100000, 0, 0, 0, 0, 0, 1 FROM generate_series(0, "
                    + (shops.locations() - 1) + ") AS l, generate_series(0, " + (shops.items() - 1) + ") AS i");
            statement.execute("VACUUM ANALYZE query_positions");
        }
        for (int i = 0; i < connections; i++) {
            Connection connection = connect(postgres);
            pool.add(new Lookup(connection, connection.prepareStatement(SELECT)));
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, postgres.ownerCredentials().user());
        PGProperty.PASSWORD.set(properties, postgres.ownerCredentials().password());
        PGProperty.PREPARE_THRESHOLD.set(properties, 1);
        return DriverManager.getConnection(postgres.jdbcUrl(), properties);
    }

    Endpoint endpoint() {
        return Endpoint.get(PREFIX + "{location}/{item}", Access.STOCK_READERS)
                .named("getPositionBySql", new Tag("Peer", "The same by SQL."), "A position by SQL")
                .parameters(LOCATION, ITEM)
                .answers(Answer.json(200, JsonSchema.object().build(), "The position"))
                .handledBy(this::position);
    }

    private Reply position(Request request) {
        try {
            Lookup lookup = pool.take();
            try {
                return Reply.json(200, read(lookup.select, request));
            } finally {
                pool.add(lookup);
            }
        } catch (SQLException refused) {
            throw new IllegalStateException("PostgreSQL refused the lookup", refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a connection", stopping);
        }
    }

    private static ObjectNode read(PreparedStatement select, Request request) throws SQLException {
        String location = request.get(LOCATION).value();
        String item = request.get(ITEM).value();
        select.setString(1, request.tenant().value());
        select.setString(2, location);
        select.setString(3, item);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("no position of " + item + " at " + location);
            }
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("location", location)
                    .put("item", item);
            for (String quantity : QUANTITIES) {
                json.put(quantity, row.getBigDecimal(quantity));
            }
            return json.put("version", row.getLong("version"));
        }
    }

    @Override
    public void close() throws SQLException {
        for (Lookup lookup : pool) {
            lookup.connection.close();
        }
    }
}
