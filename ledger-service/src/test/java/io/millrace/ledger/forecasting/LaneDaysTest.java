package io.millrace.ledger.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.topology.forecast.rules.QuietDays;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LaneDaysTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    private final LaneDays days = new LaneDays();

    private void sell(int day, int items) {
        for (int item = 0; item < items; item++) {
            days.add(FIRST.plusDays(day), 1);
        }
    }

    @Test
    void shouldKnowADayWithoutBusinessInWhateverOrderDaysCome() {
        for (int day = 120; day >= 0; day--) {
            sell(day, day == 60 ? 0 : 9);
        }

        assertThat(days.quiet(FIRST.plusDays(60))).isEqualTo(QuietDays.CLOSED_FOR_ONCE);
        assertThat(days.quiet(FIRST.plusDays(61))).isEqualTo(QuietDays.OPEN);
        assertThat(days.quiet(FIRST.plusDays(121))).as("it is not over").isEqualTo(QuietDays.OPEN);
        sell(60, 1);
        assertThat(days.quiet(FIRST.plusDays(60))).as("a late sale").isEqualTo(QuietDays.OPEN);
        days.add(FIRST.plusDays(60), -1);
        assertThat(days.quiet(FIRST.plusDays(60))).isEqualTo(QuietDays.CLOSED_FOR_ONCE);
    }
}
