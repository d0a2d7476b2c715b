package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class PlatformCrashIT {
    private static final int WRITES_BEFORE_THE_CRASH = 150;

    @TempDir
    Path temp;

    @Test
    void shouldKeepEverythingAcknowledgedWhenKilledUnderWritesTwice() throws Exception {
        // given
        Path data = temp.resolve("data");
        List<String> said = new ArrayList<>(writeAndCrash(data, "first"));
        assertThat(orphanedServerOn(data)).isPresent();

        // when
        said.addAll(writeAndCrash(data, "second"));

        // then
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(TestPlatform.options(data))) {
            assertThat(lost(said, "record ", TestTopics.readAll(platform.broker(), CrashingWriter.TOPIC)))
                    .isEmpty();
            assertThat(lost(said, "row ", TestPlatform.column(platform.postgres(), "SELECT what FROM written")))
                    .isEmpty();
        }
    }

    /// What is there when the first start is about halfway through a step.
    @ParameterizedTest
    @ValueSource(strings = {"kafka", "postgres/data.initializing", "postgres/data/postmaster.pid"})
    void shouldStartWhenTheFirstStartWasKilled(String step) throws Exception {
        // given
        Path data = temp.resolve("data");
        try (ChildJvm child = ChildJvm.start(CrashingWriter.class, data.toString(), "first")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(data.resolve(step)));
            child.kill();
        }

        // when
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(TestPlatform.options(data))) {
            // then
            assertThat(TestPlatform.column(platform.postgres(), "SELECT 'alive'"))
                    .containsExactly("alive");
        }
        assertThat(data.resolve("postgres/data.initializing")).doesNotExist();
        assertThat(data.resolve("postgres/password.initializing")).doesNotExist();
    }

    @Test
    void shouldNameTheOwnerWhenAnotherProcessHasTheFolder() throws Exception {
        // given
        Path data = temp.resolve("data");
        try (ChildJvm child = ChildJvm.start(CrashingWriter.class, data.toString(), "only")) {
            assertThat(child.readUntil(lines -> lines.contains(CrashingWriter.STARTED)))
                    .isTrue();

            // when, then
            assertThatThrownBy(() -> DataFolder.open(data))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageMatching("The data folder .* is in use by process " + child.pid()
                            + " \\(since .*\\). Stop it, or choose another folder with --data.");
            child.kill();
        }
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(TestPlatform.options(data))) {
            assertThat(platform.folder().path()).isEqualTo(data.toRealPath());
        }
    }

    private static List<String> writeAndCrash(Path data, String run) throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(CrashingWriter.class, data.toString(), run)) {
            assertThat(child.readUntilMoreThan(WRITES_BEFORE_THE_CRASH, "record ")
                            && child.readUntilMoreThan(WRITES_BEFORE_THE_CRASH, "row "))
                    .as("the writer wrote until it was killed")
                    .isTrue();
            return child.kill();
        }
    }

    private static Optional<ProcessHandle> orphanedServerOn(Path data) throws IOException {
        Path pidFile = data.resolve("postgres/data/postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()));
    }

    /// What was acknowledged and is not there. As a set: there are very many.
    private static Set<String> lost(List<String> said, String kind, List<String> found) {
        Set<String> lost = new HashSet<>(acknowledged(said, kind));
        lost.removeAll(new HashSet<>(found));
        return lost;
    }

    private static List<String> acknowledged(List<String> lines, String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length()))
                .toList();
    }
}
