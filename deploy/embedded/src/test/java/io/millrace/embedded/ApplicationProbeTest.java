package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ledger.HealthCheck.Health;
import io.millrace.topology.RunningStreams.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What the health page says of a streams application.
class ApplicationProbeTest {
    @Test
    void shouldBeUpWhenItRuns() {
        assertThat(Probe.application("stock-ledger", Status.Running::new, Optional::empty)
                        .check())
                .isEqualTo(new Health.Up());
    }

    @Test
    void shouldSayThatItStartsAndWhyAgain() {
        assertThat(cause(new Status.Starting(Optional.empty())))
                .contains("is starting: Kafka is sharing its partitions out")
                .doesNotContain("before");
        assertThat(cause(new Status.Starting(Optional.of("no room")))).endsWith("It failed before: no room");
    }

    @Test
    void shouldSayHowFarItIsWhenItReadsItsStateBack() {
        Probe probe = Probe.application(
                "stock-ledger", () -> new Status.Starting(Optional.empty()), () -> Optional.of("it is half through"));

        assertThat(cause(probe))
                .isEqualTo("The stock ledger is starting: it is half through. Wait; nothing is lost, and"
                        + " it goes on by itself.");
    }

    @Test
    void shouldHaveStartedOnceEachHasRunAndNotBefore() {
        AtomicReference<Status> slow = new AtomicReference<>(new Status.Starting(Optional.empty()));
        Probe started = Probe.started(List.of(Status.Running::new, slow::get));

        assertThat(cause(started)).startsWith("1 of 2 applications have not taken in records yet");
        slow.set(new Status.Running());
        assertThat(started.check()).isEqualTo(new Health.Up());
        slow.set(new Status.Starting(Optional.empty()));
        assertThat(started.check()).isEqualTo(new Health.Up());
    }

    @Test
    void shouldNotBeAliveOnceAnApplicationGaveUp() {
        assertThat(cause(Probe.alive(List.of(() -> new Status.Starting(Optional.of("no room"))))))
                .isEqualTo("nothing is wrong");
        assertThat(cause(Probe.alive(List.of(Status.Running::new, () -> new Status.Failed("The topic is gone.")))))
                .isEqualTo("An application gave up: The topic is gone. Start Millrace again; the log says more.");
    }

    @Test
    void shouldSayWhenOutcomesAreNotHeard() {
        assertThat(Probe.outcomes(() -> 7, () -> Duration.ofSeconds(3)).check()).isEqualTo(new Health.Up());
        assertThat(cause(Probe.outcomes(() -> 7, () -> Duration.ofSeconds(12))))
                .startsWith("The outcomes hub has not caught up for 12 s, 7 outcomes wait")
                .contains("millrace_outcomes_behind_records");
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
        return cause(Probe.application("stock-ledger", () -> status, Optional::empty));
    }

    private static String cause(Probe probe) {
        return probe.check() instanceof Health.Down(String cause) ? cause : "nothing is wrong";
    }
}
