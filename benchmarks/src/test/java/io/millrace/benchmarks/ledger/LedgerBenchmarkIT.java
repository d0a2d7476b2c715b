package io.millrace.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.kit.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class LedgerBenchmarkIT {
    @Test
    void shouldMeasureEveryFigureOfALedger() {
        // when
        Report report = new LedgerBenchmark(new MillraceLedger()).run(Effort.QUICK);

        // then
        assertThat(report.figures())
                .containsOnlyKeys(
                        "lines_per_s",
                        "bare_lines_per_s",
                        "ratio_vs_bare_streams",
                        "ratio_vs_postgres",
                        "postgres_lines_per_s",
                        "fdatasync_p50_ms",
                        "p50_ms",
                        "p99_ms",
                        "flatness_10k_to_1m",
                        "lane_lines_per_s",
                        "restore_s_per_million",
                        "heap_mb_per_million",
                        "disk_mb_per_million");
        assertThat(report.figures().get("lines_per_s")).isPositive();
        assertThat(report.figures().get("p99_ms"))
                .isPositive()
                .isGreaterThanOrEqualTo(report.figures().get("p50_ms"));
    }
}
