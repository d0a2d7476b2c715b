package io.millrace.ledger.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// What a transaction may see. Row-level security compares rows with it; what is empty shows nothing.
///
/// @param tenant whose rows are shown
/// @param subject whose memberships are shown, in all tenants, for reading
/// @param isOperator whether the table of tenants is shown
record Scope(String tenant, String subject, boolean isOperator) {
    /// Where the database has them.
    static final String TENANT = "millrace.tenant";

    private static final String SUBJECT = "millrace.subject";
    private static final String OPERATOR = "millrace.operator";

    /// Enters it for this transaction only: the third argument says so. All of it is said, so that nothing counts that
    /// a session was left with.
    void enter(Connection connection) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(
                "select set_config(?, ?, true), set_config(?, ?, true), set_config(?, ?, true)")) {
            enter.setString(1, TENANT);
            enter.setString(2, tenant);
            enter.setString(3, SUBJECT);
            enter.setString(4, subject);
            enter.setString(5, OPERATOR);
            enter.setString(6, isOperator ? "true" : "");
            enter.execute();
        }
    }

    /// Has the transaction only read.
    static void readOnly(Connection connection) throws SQLException {
        try (PreparedStatement begin =
                connection.prepareStatement("set transaction isolation level repeatable read, read only")) {
            begin.execute();
        }
    }
}
