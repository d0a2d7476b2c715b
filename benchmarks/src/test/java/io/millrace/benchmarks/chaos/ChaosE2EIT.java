package io.millrace.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ChaosE2EIT {
    private static final int KILLS = 3;
    private static final long SEED = 20_261_121;

    @Test
    void shouldLoseAndDoubleNothingWhenTheProcessIsKilledUnderLoad() throws Exception {
        survives(new ChaosPlan(KILLS, 1, false, SEED));
    }

    @Test
    void shouldLoseAndDoubleNothingWhenOneOfTwoNodesIsLost() throws Exception {
        ChaosResult result = survives(new ChaosPlan(1, 2, false, SEED));

        assertThat(result.silenceSeconds()).as(result.json()).isLessThan(60.0);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheBrokerIsKilled() throws Exception {
        survives(new ChaosPlan(1, 1, true, SEED));
    }

    private static ChaosResult survives(ChaosPlan plan) throws IOException, ExecutionException, InterruptedException {
        List<Integer> killed = new ArrayList<>();

        ChaosResult result = new ChaosRun(plan, killed::add).run();

        assertThat(killed).hasSize(plan.kills());
        assertThat(result.events()).isGreaterThan(500);
        assertThat(result.isClean()).as(result.json()).isTrue();
        return result;
    }
}
