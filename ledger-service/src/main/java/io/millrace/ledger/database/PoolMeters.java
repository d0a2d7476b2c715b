package io.millrace.ledger.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToIntFunction;

/// How the pools of connections are used.
record PoolMeters(List<HikariDataSource> pools) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        for (HikariDataSource pool : pools) {
            connections(pool, "active", HikariPoolMXBean::getActiveConnections, registry);
            connections(pool, "idle", HikariPoolMXBean::getIdleConnections, registry);
            Gauge.builder(
                            "millrace.database.waiting",
                            pool,
                            one -> count(one, HikariPoolMXBean::getThreadsAwaitingConnection))
                    .description("Who waits for a connection to PostgreSQL")
                    .tag("pool", pool.getPoolName())
                    .register(registry);
        }
    }

    private static void connections(
            HikariDataSource pool, String state, ToIntFunction<HikariPoolMXBean> counted, MeterRegistry registry) {
        Gauge.builder("millrace.database.connections", pool, one -> count(one, counted))
                .description("Connections to PostgreSQL")
                .tag("pool", pool.getPoolName())
                .tag("state", state)
                .register(registry);
    }

    /// A pool has no bean before its first connection.
    private static int count(HikariDataSource pool, ToIntFunction<HikariPoolMXBean> counted) {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null ? 0 : counted.applyAsInt(bean);
    }
}
