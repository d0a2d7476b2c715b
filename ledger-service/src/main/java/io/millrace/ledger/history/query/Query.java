package io.millrace.ledger.history.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A statement that grows part by part, each with the values that it waits for.
final class Query {
    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    /// Begins a statement.
    Query(String sql, Object... given) {
        this.sql = new StringBuilder(sql);
        values.addAll(List.of(given));
    }

    /// What comes next.
    Query then(String part, Object... given) {
        sql.append(part);
        values.addAll(List.of(given));
        return this;
    }

    /// A statement within this one.
    Query then(Query part) {
        return then(part.sql.toString(), part.values.toArray());
    }

    /// A condition with one value, if that is wanted.
    <T> Query and(String condition, Optional<T> wanted, Function<T, Object> value) {
        wanted.ifPresent(given -> then(" and " + condition, value.apply(given)));
        return this;
    }

    /// A condition with one value, if that is wanted.
    <T> Query and(String condition, Optional<T> wanted) {
        return and(condition, wanted, given -> given);
    }

    /// The statement with its values.
    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.toString());
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
