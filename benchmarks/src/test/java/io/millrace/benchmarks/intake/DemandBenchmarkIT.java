package io.millrace.benchmarks.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.kit.Report;
import org.junit.jupiter.api.Test;

class DemandBenchmarkIT {
    @Test
    void shouldMeasureEverythingWhenItRunsShortly() {
        Report report = new DemandBenchmark().run(Effort.QUICK);

        assertThat(report.figures()).containsOnlyKeys("history_item_days_per_s", "demand_lines_per_s");
        assertThat(report.figures().values()).allMatch(figure -> figure > 0);
    }
}
