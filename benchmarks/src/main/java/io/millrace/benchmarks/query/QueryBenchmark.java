package io.millrace.benchmarks.query;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Latencies;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import java.time.Duration;
import java.util.List;

/// How soon a position is told while the ledger works, and how many are told a second beside the same lookup by SQL.
public final class QueryBenchmark implements Benchmark {
    private static final int REQUESTS_PER_SECOND = 2_000;
    private static final int SALES_PER_SECOND = 4_000;
    private static final int PATHS = 10_000;
    private static final String LIVE = "/v1/positions/";

    @Override
    public String name() {
        return "query";
    }

    @Override
    public String description() {
        return "A position by HTTP while the ledger takes in sales, and beside the same lookup by SQL";
    }

    @Override
    public Report run(Effort effort) {
        boolean full = effort == Effort.FULL;
        int items = full ? 5_000 : 200;
        Duration length = full ? Duration.ofSeconds(20) : Duration.ofSeconds(1);
        try (QueryScene scene = QueryScene.open(20, items)) {
            Report report = new Report(name())
                    .line("One process of two cores with broker, database, ledger, server and those who ask; "
                            + 20 * items + " positions:");
            latency(scene, full, length, report);
            return throughput(scene, full ? 3 : 1, full ? Duration.ofSeconds(5) : Duration.ofMillis(500), report);
        }
    }

    private static void latency(QueryScene scene, boolean full, Duration length, Report report) {
        int perSecond = full ? REQUESTS_PER_SECOND : REQUESTS_PER_SECOND / 10;
        int salesPerSecond = full ? SALES_PER_SECOND : SALES_PER_SECOND / 10;
        Load load = new Load(scene.url(), scene.shops().paths(LIVE, PATHS));
        var sales = scene.shops().sales((int) (salesPerSecond * (2 * length.toSeconds() + 5)));
        try (Tills _ = new Tills(scene, sales, salesPerSecond)) {
            load.paced(perSecond, length.dividedBy(2)); // The compiler's time is nobody's latency.
            long before = scene.entries();
            long started = System.nanoTime();
            Latencies latencies = load.paced(perSecond, length);
            double seconds = (System.nanoTime() - started) / 1e9;
            double lines = (scene.entries() - before) * Shops.LINES_PER_SALE / seconds;
            latencies.histogram().forEach(report::line);
            report.figure("requests_per_s", latencies.count() / seconds, "requests/s")
                    .figure("ledger_lines_per_s", lines, "lines/s")
                    .figure("p50_ms", latencies.percentileMillis(0.5), "ms")
                    .figure("p99_ms", latencies.percentileMillis(0.99), "ms");
        }
    }

    private static Report throughput(QueryScene scene, int rounds, Duration length, Report report) {
        List<String> live = scene.shops().paths(LIVE, PATHS);
        List<String> sql = scene.shops().paths(SqlLookup.PREFIX, PATHS);
        Samples liveRates = new Samples();
        Samples sqlRates = new Samples();
        new Load(scene.url(), live).unpaced(length);
        new Load(scene.url(), sql).unpaced(length);
        for (int round = 0; round < rounds; round++) {
            liveRates.add(new Load(scene.url(), live).unpaced(length));
            sqlRates.add(new Load(scene.url(), sql).unpaced(length));
        }
        return report.figure("live_per_s", liveRates, "requests/s")
                .figure("sql_per_s", sqlRates, "requests/s")
                .figure("ratio_vs_sql", liveRates.over(sqlRates), "x");
    }
}
