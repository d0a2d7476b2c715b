package io.millrace.ledger.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import javax.sql.DataSource;

/// The database, with its schema as this program needs it and a pool of connections per role. The owner has none: it
/// migrates, and is gone.
///
/// Safe for many threads.
public final class Database implements AutoCloseable {
    /// Where all our tables are.
    static final String SCHEMA = "millrace";

    private static final int APPLICATION_CONNECTIONS_MAX = 8;
    private static final int SINK_CONNECTIONS_MAX = 3;
    private static final long PATIENCE_MILLIS = 5_000;
    private static final String CONNECT_TIMEOUT_SECONDS = "5";
    private static final String SOCKET_TIMEOUT_SECONDS = "60";

    private final HikariDataSource application;
    private final HikariDataSource sink;

    private Database(HikariDataSource application, HikariDataSource sink) {
        this.application = application;
        this.sink = sink;
    }

    /// Migrates and opens the pools.
    ///
    /// @throws DatabaseException if the schema can't be brought to what is needed
    public static Database open(DatabaseSettings settings) {
        Migrations.run(settings);
        return new Database(
                pool("application", settings.url(), settings.application(), APPLICATION_CONNECTIONS_MAX),
                pool("sink", settings.url(), settings.sink(), SINK_CONNECTIONS_MAX));
    }

    /// Connections are made when they are needed, so that a database that is away for a while does no harm.
    private static HikariDataSource pool(String name, String url, DatabaseLogin login, int connectionsMax) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setSchema(SCHEMA);
        config.setMaximumPoolSize(connectionsMax);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "millrace-" + name);
        config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }

    /// Transactions that see one tenant's rows.
    public TenantTransactions tenants() {
        return new TenantTransactions(application);
    }

    /// Transactions that are about more than one tenant, each as narrow as can be.
    public InstallationTransactions installation() {
        return new InstallationTransactions(application);
    }

    /// Connections of the application's role, which see no tenant's rows until a transaction says whose.
    public DataSource application() {
        return application;
    }

    /// Connections of the role that writes history for all tenants.
    public DataSource sink() {
        return sink;
    }

    /// How the pools are used.
    public MeterBinder meters() {
        return new PoolMeters(List.of(application, sink));
    }

    @Override
    public void close() {
        try (application;
                sink) {
            // Both close, whatever becomes of the first.
        }
    }
}
