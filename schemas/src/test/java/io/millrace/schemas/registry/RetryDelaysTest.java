package io.millrace.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryDelaysTest {
    @Test
    void shouldDoubleUpToTenSeconds() {
        assertThat(RetryDelays.backoffMillis(200, 0, 0)).isEqualTo(200);
        assertThat(RetryDelays.backoffMillis(200, 3, 0)).isEqualTo(1_600);
        assertThat(RetryDelays.backoffMillis(200, 99, 0)).isEqualTo(10_000);
        assertThat(RetryDelays.backoffMillis(60_000, 5, 0)).isEqualTo(60_000);
    }

    @Test
    void shouldTakeUpToHalfAwayByChance() {
        assertThat(RetryDelays.backoffMillis(200, 0, 0.5)).isEqualTo(150);
        assertThat(RetryDelays.backoffMillis(200, 0, 1)).isEqualTo(100);
    }

    @Test
    void shouldReadRetryAfter() {
        Instant now = Instant.parse("2026-11-20T10:00:00Z");

        assertThat(RetryDelays.retryAfterMillis(" 12 ", now)).hasValue(12_000);
        assertThat(RetryDelays.retryAfterMillis("Fri, 20 Nov 2026 10:00:30 GMT", now))
                .hasValue(30_000);
        assertThat(RetryDelays.retryAfterMillis("Fri, 20 Nov 2026 09:00:00 GMT", now))
                .hasValue(0);
        assertThat(RetryDelays.retryAfterMillis("soon", now)).isEmpty();
        assertThat(RetryDelays.retryAfterMillis("-5", now)).isEmpty();
    }
}
