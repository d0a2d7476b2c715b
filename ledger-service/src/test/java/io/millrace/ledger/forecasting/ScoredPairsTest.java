package io.millrace.ledger.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.TenantId;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.QuantileLoss;
import io.millrace.topology.forecast.rules.Challenge.Day;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoredPairsTest {
    private static final TenantId TENANT = TenantId.of("acme");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final BesideServed beside = new BesideServed();
    private final ScoredPairs pairs = new ScoredPairs();

    private void score(String item, LocalDate date, String method, boolean isServed, double loss) {
        ForecastAccuracy one = ForecastAccuracy.builder()
                .tenantId("acme")
                .locationId("store-1")
                .itemId(item)
                .date(date)
                .method(method)
                .served(isServed)
                .dataUpTo(date.minusDays(1))
                .daysAhead(1)
                .actual(3.0)
                .mean(3.0)
                .losses(List.of(new QuantileLoss(0.5, loss), new QuantileLoss(0.9, loss)))
                .scale(new DemandScale(4, 2))
                .demandVersion(1L)
                .at(Instant.EPOCH)
                .build();
        pairs.hear(one, beside.hear(one, 0));
    }

    @Test
    void shouldAddUpTheItemsOfADayByWhatWasServedThen() {
        score("milk", MONDAY, "auto", true, 4);
        score("milk", MONDAY, "theta", false, 2);
        score("tea", MONDAY, "auto", true, 6);
        score("tea", MONDAY, "theta", false, 8);
        score("milk", MONDAY.plusDays(1), "theta", true, 2);
        score("milk", MONDAY.plusDays(1), "auto", false, 4);

        assertThat(pairs.beside(TENANT, "auto", LocalDate.EPOCH).get("theta")).containsExactly(new Day(2, 5, 5));
        assertThat(pairs.beside(TENANT, "theta", LocalDate.EPOCH).get("auto")).containsExactly(new Day(1, 1, 2));
        assertThat(pairs.beside(TENANT, "auto", MONDAY).get("theta"))
                .as("only later days")
                .isEmpty();
        assertThat(pairs.lastDay(TENANT)).contains(MONDAY.plusDays(1));
        assertThat(pairs.beside(TenantId.of("other"), "auto", LocalDate.EPOCH)).isEmpty();
    }

    @Test
    void shouldNotPairWhatHasNoServedForecastOfTheSameDayBeforeIt() {
        score("milk", MONDAY, "auto", true, 4);
        score("tea", MONDAY, "theta", false, 2);

        assertThat(pairs.beside(TENANT, "auto", LocalDate.EPOCH)).isEmpty();
    }
}
