package io.millrace.benchmarks.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.kit.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class IntakeBenchmarkIT {
    @Test
    void shouldMeasureEveryFigureOfIntake() {
        // when
        Report report = new IntakeBenchmark().run(Effort.QUICK);

        // then
        assertThat(report.figures())
                .containsKeys(
                        "lines_per_s",
                        "copy_lines_per_s",
                        "ratio_vs_copy",
                        "quiet_p99_ms",
                        "quiet_in_flood_p99_ms",
                        "quiet_in_unlimited_flood_p99_ms",
                        "ledger_share",
                        "demand_lines_per_s",
                        "history_item_days_per_s",
                        "import_items_per_s");
        assertThat(report.figures().values()).allMatch(figure -> figure > 0);
    }
}
