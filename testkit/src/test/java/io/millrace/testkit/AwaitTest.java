package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void shouldReturnAsSoonAsTheConditionHolds() {
        // given
        AtomicInteger asked = new AtomicInteger();

        // when
        Await.until("it was asked three times", () -> asked.incrementAndGet() == 3);

        // then
        assertThat(asked).hasValue(3);
    }

    @Test
    void shouldSayWhatWasAwaitedWhenItDoesNotHappen() {
        assertThatThrownBy(() -> Await.until("pigs fly", Duration.ofMillis(50), () -> false))
                .hasMessageContaining("that pigs fly");
        assertThatThrownBy(() -> Await.untilAsserted(
                        "pigs fly",
                        Duration.ofSeconds(2),
                        () -> assertThat("pig").isEqualTo("bird")))
                .hasMessageContaining("that pigs fly")
                .hasMessageContaining("bird");
    }
}
