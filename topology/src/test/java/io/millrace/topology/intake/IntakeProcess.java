package io.millrace.topology.intake;

import io.millrace.schemas.topics.TopicSettings;
import io.millrace.testkit.ChildJvm;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Intake in a process of its own, there to be killed.
final class IntakeProcess {
    private static final int RECORDS_PER_SECOND = 3_000;

    private IntakeProcess() {}

    /// Takes the broker's address, the prefix of the topics and their partitions; works until its parent lets go of it.
    public static void main(String[] arguments) throws IOException {
        IntakeSettings settings = new IntakeSettings(
                Map.of("bootstrap.servers", arguments[0]),
                new TopicSettings(arguments[1], Integer.parseInt(arguments[2]), 1),
                "node",
                true,
                2,
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                IntakeSettings.RECORD_BYTES_MAX,
                new IntakeRate(0, RECORDS_PER_SECOND));
        try (Intake _ = Intake.start(settings, Registries.alike())) {
            while (System.in.read() >= 0) {
                // The parent says nothing; when it is gone, so are we.
            }
        }
    }

    static Process launch(String bootstrapServers, TopicSettings topics, Path log) throws IOException {
        return ChildJvm.start(
                IntakeProcess.class,
                Redirect.appendTo(log.toFile()),
                bootstrapServers,
                topics.prefix(),
                String.valueOf(topics.lanePartitions()));
    }
}
