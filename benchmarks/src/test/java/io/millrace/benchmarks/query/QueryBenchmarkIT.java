package io.millrace.benchmarks.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.kit.Report;
import org.junit.jupiter.api.Test;

class QueryBenchmarkIT {
    @Test
    void shouldMeasureEverythingWhenItRunsShortly() {
        Report report = new QueryBenchmark().run(Effort.QUICK);

        assertThat(report.figures())
                .containsOnlyKeys(
                        "requests_per_s",
                        "ledger_lines_per_s",
                        "p50_ms",
                        "p99_ms",
                        "live_per_s",
                        "sql_per_s",
                        "ratio_vs_sql");
        assertThat(report.figures().values()).allMatch(figure -> figure > 0);
    }
}
