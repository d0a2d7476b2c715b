package io.millrace.benchmarks.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long MILLI = 1_000_000;

    @Test
    void shouldGiveExactPercentiles() {
        Latencies latencies = upTo(2_000);

        assertThat(latencies.percentileMillis(0.5)).isEqualTo(1_000);
        assertThat(latencies.percentileMillis(0.99)).isEqualTo(1_980);
        assertThat(latencies.percentileMillis(1)).isEqualTo(2_000);
        assertThat(latencies.percentileMillis(0.0001)).isEqualTo(1);
    }

    @Test
    void shouldShowARowForEveryRangeThatHasValues() {
        assertThat(upTo(12).histogram())
                .anySatisfy(row -> assertThat(row).contains("12 values").contains("p50 6.0 ms"))
                .anySatisfy(row -> assertThat(row).contains("5 to 10 ms").contains("41.7 %"))
                .noneSatisfy(row -> assertThat(row).contains("20 to 50"));
    }

    private static Latencies upTo(int millis) {
        Latencies latencies = new Latencies();
        for (int value = millis; value >= 1; value--) {
            latencies.addNanos(value * MILLI);
        }
        return latencies;
    }
}
