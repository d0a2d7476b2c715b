package io.millrace.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.kit.Report;
import org.junit.jupiter.api.Test;

class SinkBenchmarkIT {
    @Test
    void shouldMeasureEverythingWhenItRunsShortly() {
        Report report = new SinkBenchmark().run(Effort.QUICK);

        assertThat(report.figures())
                .containsOnlyKeys(
                        "sink_rows_per_s",
                        "bare_rows_per_s",
                        "ratio_vs_bare_upsert",
                        "event_to_row_p50_ms",
                        "event_to_row_p99_ms",
                        "rebuild_10m_seconds",
                        "list_p50_ms",
                        "list_p99_ms",
                        "forecast_rows_per_s",
                        "forecast_bytes",
                        "accuracy_bytes",
                        "accuracy_p50_ms",
                        "accuracy_max_ms");
        assertThat(report.figures().values()).allMatch(figure -> figure > 0);
    }
}
