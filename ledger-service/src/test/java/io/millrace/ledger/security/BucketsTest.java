package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private long nanos;
    private final Buckets buckets = new Buckets(2, 4, () -> nanos);

    @Test
    void shouldAllowWhatFitsAndThenOnlyWhatComesIn() {
        for (int i = 0; i < 4; i++) {
            assertThat(buckets.take("a")).isEmpty();
        }
        assertThat(buckets.take("a")).isEqualTo(OptionalInt.of(1));
        assertThat(buckets.take("b")).isEmpty();

        nanos += TimeUnit.MILLISECONDS.toNanos(500);

        assertThat(buckets.take("a")).isEmpty();
        assertThat(buckets.take("a")).isPresent();
    }

    @Test
    void shouldNotHoardWhenNothingIsDoneForLong() {
        assertThat(buckets.take("a")).isEmpty();
        nanos += TimeUnit.HOURS.toNanos(1);
        for (int i = 0; i < 4; i++) {
            assertThat(buckets.take("a")).isEmpty();
        }
        assertThat(buckets.take("a")).isPresent();
    }

    @Test
    void shouldForgetNamesWhenThereAreTooMany() {
        for (int i = 0; i < 50_000; i++) {
            buckets.spend("name-" + i);
        }

        assertThat(buckets.look("name-1")).isEmpty();
    }
}
