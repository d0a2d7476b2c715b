package io.millrace.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.FlakyRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BriefRegistryTest {
    private final SchemaRegistry lasting = Registries.alike();
    private final FlakyRegistry flaky = new FlakyRegistry(lasting);

    @Test
    void shouldNotWaitForARegistryThatIsSilentAndHaveItsAnswerLater() {
        try (BriefRegistry registry = new BriefRegistry(flaky, Duration.ofMillis(20))) {
            flaky.goSilent();
            assertThatThrownBy(() -> registry.schemaById(1))
                    .isInstanceOfSatisfying(
                            SchemaRegistryException.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Reason.UNAVAILABLE));

            flaky.comeBack();

            Await.untilAsserted(
                    "the answer is there",
                    () -> assertThat(registry.schemaById(1))
                            .isEqualTo(Topics.SALES.value().schema()));
        }
    }

    @Test
    void shouldSayWhatTheRegistrySays() {
        try (BriefRegistry registry = new BriefRegistry(flaky, Duration.ofMinutes(1))) {
            assertThat(registry.schemaById(1)).isEqualTo(Topics.SALES.value().schema());
            assertThatThrownBy(() -> registry.schemaById(99))
                    .isInstanceOfSatisfying(
                            SchemaRegistryException.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Reason.NOT_FOUND));
        }
    }
}
