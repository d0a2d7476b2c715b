package io.millrace.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosE2EIT {
    private static final int KILLS = 3;

    @Test
    void shouldLoseAndDoubleNothingWhenTheProcessIsKilledUnderLoad() throws Exception {
        List<Integer> killed = new ArrayList<>();

        ChaosResult result = new ChaosRun(KILLS, 20_261_121, killed::add).run();

        assertThat(killed).hasSize(KILLS);
        assertThat(result.events()).isGreaterThan(1_000);
        assertThat(result.isClean()).as(result.json()).isTrue();
    }
}
