package io.millrace.ledger.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The page of all tables, from what the database itself says of them after the migrations.
final class DataDictionary {
    private static final String HEAD = """
            # The database

            Every table in PostgreSQL, as the migrations leave it. This page is generated from them; a test holds it against
            the database (`mvn verify -pl ledger-service -am -Dit.test=DataDictionaryIT -Ddictionary.update=true` writes it).

            All tables are in the schema `millrace`. A tenant's tables have row-level security, forced: a session of the
            application's role sees the rows of the tenant that its transaction names, and none if it names none. Of one person
            all memberships are shown to a transaction that names them, and all of `tenant` to an operator's. Quantities are exact
            decimals with three places, money with four; times are moments (UTC).
            """;
    private static final String TABLES = """
            select c.oid, c.relname, coalesce(obj_description(c.oid, 'pg_class'), ''), c.relrowsecurity,
                c.relforcerowsecurity
            from pg_class c where c.relnamespace = 'millrace'::regnamespace and c.relkind in ('r', 'p')
                and not c.relispartition and c.relname <> 'flyway_schema_history' and c.relname !~ '^detached_'
            order by c.relname""";
    private static final String COLUMNS = """
            select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                coalesce(col_description(a.attrelid, a.attnum), ''),
                exists (select 1 from pg_index i where i.indrelid = a.attrelid and i.indisprimary
                    and a.attnum = any (i.indkey))
            from pg_attribute a where a.attrelid = %d and a.attnum > 0 and not a.attisdropped order by a.attnum""";

    private final Connection owner;

    DataDictionary(Connection owner) {
        this.owner = owner;
    }

    /// A table, and whether it keeps tenants apart.
    record Table(long id, String name, String comment, boolean isWalled) {}

    String page() throws SQLException {
        StringBuilder page = new StringBuilder(HEAD);
        for (Table table : tables()) {
            page.append("\n## ").append(table.name()).append("\n\n").append(table.comment());
            page.append(table.isWalled() ? "\n\n" : " Not a tenant's.\n\n");
            page.append("| column | type | meaning |\n|---|---|---|\n");
            columns(table).forEach(page::append);
        }
        return page.toString();
    }

    List<Table> tables() throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new Table(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getBoolean(4) && rows.getBoolean(5)));
            }
        }
        return tables;
    }

    private List<String> columns(Table table) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS.replace("%d", String.valueOf(table.id())))) {
            while (rows.next()) {
                String type = rows.getString(2)
                        + (rows.getBoolean(5) ? ", key" : rows.getBoolean(3) ? "" : ", may be absent");
                lines.add("| `" + rows.getString(1) + "` | " + type + " | " + rows.getString(4) + " |\n");
            }
        }
        return lines;
    }

    /// Whether a table has this column.
    boolean hasColumn(Table table, String column) throws SQLException {
        return columns(table).stream().anyMatch(line -> line.startsWith("| `" + column + "` |"));
    }
}
