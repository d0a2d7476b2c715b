package io.millrace.topology.forecast.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.topology.forecast.rules.Challenge.Day;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    private static List<Day> days(int count, double gain, double noise) {
        Random random = new Random(3);
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    double loss = 1 + random.nextGaussian() * 0.2;
                    return new Day(50, 50 * loss, 50 * (loss - gain + noise * random.nextGaussian()));
                })
                .toList();
    }

    @Test
    void shouldPromoteWhoIsBetterByMoreThanChance() {
        Challenge challenge = Challenge.of(days(60, 0.05, 0.05));

        assertThat(challenge.promoted()).isTrue();
        assertThat(challenge.champion() - challenge.challenger()).isCloseTo(0.05, within(0.02));
    }

    @Test
    void shouldNotPromoteWhoIsBetterByChanceOrForTooFewDaysOrHardly() {
        assertThat(Challenge.of(days(60, 0.005, 0.2)).promoted())
                .as("by chance")
                .isFalse();
        assertThat(Challenge.of(days(27, 0.3, 0.01)).promoted())
                .as("too few days")
                .isFalse();
        assertThat(Challenge.of(days(60, 0.005, 0.001)).promoted()).as("hardly").isFalse();
        assertThat(Challenge.of(days(60, -0.1, 0.01)).promoted()).as("worse").isFalse();
        assertThat(Challenge.of(List.of()).promoted()).isFalse();
    }

    /// A large shop on one good day is one day.
    @Test
    void shouldCountDaysAndNotItems() {
        assertThat(Challenge.of(List.of(new Day(1_000_000, 2_000_000, 1_000_000)))
                        .promoted())
                .isFalse();
    }
}
