package io.millrace.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.ledger.StockEvent.Count;
import io.millrace.benchmarks.ledger.StockEvent.Sale;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A peer that forgets lines would be fast.
@Timeout(240)
class PostgresPeerIT {
    private static final int EVENTS = 5_000;

    private final Map<String, Long> free = new TreeMap<>();
    private final Map<String, Long> countedAt = new TreeMap<>();
    private final Set<Long> posted = new HashSet<>();

    @Test
    void shouldPostEveryEventOnceAndKeepTheRightStock() throws SQLException {
        Plan plan = Plan.of(Effort.QUICK);
        try (Scene scene = Scene.open(plan, StreamsSettings.best());
                PostgresPeer postgres = scene.postgresLedger()) {
            // given
            Workload same = scene.workload(plan.shape());
            same.openings().forEach(this::count);
            same.next(EVENTS).forEach(this::post);

            // when
            postgres.preload();
            postgres.fill(EVENTS);
            postgres.run();

            // then
            assertThat(positions(scene)).isEqualTo(free);
            assertThat(journalEntries(scene)).isEqualTo(posted.size());
            assertThat(posted).hasSizeLessThan(EVENTS);
        }
    }

    private void post(StockEvent event) {
        if (!posted.add(event.number())) {
            return;
        }
        switch (event) {
            case Count count -> count(count);
            case Sale sale -> sell(sale);
        }
    }

    private void count(Count count) {
        for (int line = 0; line < count.lines().size(); line++) {
            String position = count.location() + "/" + count.lines().item(line);
            free.put(position, 1_000L * count.lines().units(line));
            countedAt.put(position, count.occurredAtMicros());
        }
    }

    private void sell(Sale sale) {
        for (int line = 0; line < sale.lines().size(); line++) {
            String position = sale.location() + "/" + sale.lines().item(line);
            if (sale.occurredAtMicros() >= countedAt.get(position)) {
                free.merge(position, -1_000L * sale.lines().units(line), Long::sum);
            }
        }
    }

    private static Map<String, Long> positions(Scene scene) throws SQLException {
        Map<String, Long> positions = new TreeMap<>();
        try (Connection connection = connect(scene);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT location_id || '/' || item_id, free FROM positions")) {
            while (rows.next()) {
                positions.put(rows.getString(1), rows.getLong(2));
            }
        }
        return positions;
    }

    private static long journalEntries(Scene scene) throws SQLException {
        try (Connection connection = connect(scene);
                ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM journal")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection connect(Scene scene) throws SQLException {
        var owner = scene.postgres().ownerCredentials();
        return DriverManager.getConnection(scene.postgres().jdbcUrl(), owner.user(), owner.password());
    }
}
