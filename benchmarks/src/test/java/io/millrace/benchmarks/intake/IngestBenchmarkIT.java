package io.millrace.benchmarks.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.kit.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class IngestBenchmarkIT {
    @Test
    void shouldMeasureWhatComesInOverHttp() {
        // when
        Report report = new IngestBenchmark().run(Effort.QUICK);

        // then
        assertThat(report.figures())
                .containsOnlyKeys(
                        "lines_per_s",
                        "producer_lines_per_s",
                        "ratio_vs_producer",
                        "record_producer_lines_per_s",
                        "ratio_vs_record_producer",
                        "json_bytes_per_sale");
        assertThat(report.figures().values()).allMatch(figure -> figure > 0);
    }
}
