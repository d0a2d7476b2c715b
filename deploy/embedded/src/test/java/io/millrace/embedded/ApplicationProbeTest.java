package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ledger.HealthCheck.Health;
import io.millrace.topology.RunningStreams.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the health page says of a streams application.
class ApplicationProbeTest {
    @Test
    void shouldBeUpWhenItRuns() {
        assertThat(Probe.application("stock-ledger", Status.Running::new).check())
                .isEqualTo(new Health.Up());
    }

    @Test
    void shouldSayThatItStartsAndWhyAgain() {
        assertThat(cause(new Status.Starting(Optional.empty())))
                .contains("is starting")
                .doesNotContain("before");
        assertThat(cause(new Status.Starting(Optional.of("no room")))).endsWith("It failed before: no room");
    }

    @Test
    void shouldGiveTheCauseWhenItFailed() {
        assertThat(cause(new Status.Failed("The topic is gone.")))
                .isEqualTo("The stock ledger failed: The topic is gone. Start Millrace again; the log says more.");
    }

    @Test
    void shouldBeDownWhenItIsStopped() {
        assertThat(cause(new Status.Stopped())).contains("stopped");
    }

    private static String cause(Status status) {
        return Probe.application("stock-ledger", () -> status).check() instanceof Health.Down(String cause)
                ? cause
                : "nothing is wrong";
    }
}
