package io.millrace.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final TenantId FLOODER = TenantId.of("flooder");
    private static final TenantId QUIET = TenantId.of("quiet");
    private static final long SECOND = 1_000_000_000L;

    private final Map<TenantId, IntakeRate> rates = new HashMap<>();
    private final Quotas quotas = new Quotas(tenant -> rates.getOrDefault(tenant, IntakeRate.UNLIMITED));

    @Test
    void shouldLetASecondsWorthThroughAtOnceAndThenAskToWait() {
        rates.put(FLOODER, new IntakeRate(0, 100));

        assertThat(quotas.take(FLOODER, 5_000, 100, 0)).isZero();
        assertThat(quotas.take(FLOODER, 5_000, 50, 0)).isEqualTo(SECOND / 2);
    }

    @Test
    void shouldHoldTheRateInTheLongRunHoweverLargeTheBites() {
        rates.put(FLOODER, new IntakeRate(0, 100));
        long now = 0;
        for (int bite = 0; bite < 50; bite++) {
            now += quotas.take(FLOODER, 1, 1_000, now);
        }

        assertThat(now / SECOND).isBetween(498L, 499L);
    }

    @Test
    void shouldWaitForWhatTakesLongerWhenBytesAndRecordsAreLimited() {
        rates.put(FLOODER, new IntakeRate(1_000, 100));

        assertThat(quotas.take(FLOODER, 3_000, 150, 0)).isEqualTo(2 * SECOND);
    }

    @Test
    void shouldNotMakeOthersWait() {
        rates.put(FLOODER, new IntakeRate(0, 1));
        rates.put(QUIET, new IntakeRate(0, 10));
        quotas.take(FLOODER, 1, 1_000_000, 0);

        assertThat(quotas.take(QUIET, 1, 10, 0)).isZero();
    }

    @Test
    void shouldForgetTheDebtWhenTheRateChanges() {
        rates.put(FLOODER, new IntakeRate(0, 1));
        quotas.take(FLOODER, 1, 1_000_000, 0);
        rates.put(FLOODER, new IntakeRate(0, 1_000));

        assertThat(quotas.take(FLOODER, 1, 10, 0)).isZero();
    }

    @Test
    void shouldReleasePartitionsWhenTheirTimeIsOver() {
        Holds holds = new Holds();
        TopicPartition one = new TopicPartition("pos.sales.v1.flooder", 1);
        TopicPartition two = new TopicPartition("pos.sales.v1.flooder", 2);
        holds.hold(one, 100);
        holds.hold(one, 50);
        holds.hold(two, 60);

        assertThat(holds.release(60)).containsExactly(two);
        assertThat(holds.isHeld(one)).isTrue();
        holds.forget(List.of(one));
        assertThat(holds.release(100)).isEmpty();
    }
}
