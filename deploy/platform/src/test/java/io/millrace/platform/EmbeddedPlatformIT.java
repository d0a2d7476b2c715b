package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class EmbeddedPlatformIT {
    @TempDir
    Path temp;

    @Test
    void shouldKeepEverythingWhenStoppedAndStarted() throws Exception {
        // given
        try (EmbeddedPlatform first = EmbeddedPlatform.start(TestPlatform.options(temp))) {
            TestTopics.create(first.broker(), "kept");
            TestTopics.send(first.broker(), "kept", List.of("record"));
            TestPlatform.execute(first.postgres(), "CREATE TABLE kept (what text)", "INSERT INTO kept VALUES ('row')");
            assertThat(first.timings().total()).isGreaterThan(Duration.ZERO);
        }

        // when
        try (EmbeddedPlatform second = EmbeddedPlatform.start(TestPlatform.options(temp))) {
            // then
            assertThat(TestTopics.readAll(second.broker(), "kept")).containsExactly("record");
            assertThat(TestPlatform.column(second.postgres(), "SELECT what FROM kept"))
                    .containsExactly("row");
        }
    }

    @Test
    void shouldRefuseASecondInstanceOnTheSameFolder() {
        // given
        try (EmbeddedPlatform first = EmbeddedPlatform.start(TestPlatform.options(temp))) {
            // when, then
            assertThatThrownBy(() -> EmbeddedPlatform.start(TestPlatform.options(temp)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("is in use by process");
            assertThat(first.postgres().port()).isPositive();
        }
    }

    @Test
    void shouldStopTheOthersAndFreeTheFolderWhenOnePartDoesNotStart() throws IOException {
        // given: a database that can't start
        EmbeddedPlatform.start(TestPlatform.options(temp)).close();
        Path control = temp.resolve("postgres/data/global/pg_control");
        byte[] content = Files.readAllBytes(control);
        Files.delete(control);

        // when
        assertThatThrownBy(() -> EmbeddedPlatform.start(TestPlatform.options(temp)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("PostgreSQL did not start");

        // then: nobody holds the folder or the broker's log
        Files.write(control, content);
        EmbeddedPlatform again = EmbeddedPlatform.start(TestPlatform.options(temp));
        again.close();
        again.close();
    }

    @Test
    void shouldTouchNothingWhenAFixedPortIsTaken() throws IOException {
        // given
        try (ServerSocketChannel other = Ports.listen(PortChoice.anyFree("other"))) {
            PortChoice taken = new PortChoice("postgres.port", Ports.portOf(other));
            EmbeddedPlatform.Options options = EmbeddedPlatform.Options.of(
                    temp.resolve("data"), EmbeddedBroker.Options.onAnyPorts(), EmbeddedPostgres.Options.on(taken));

            // when, then
            assertThatThrownBy(() -> EmbeddedPlatform.start(options))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("--set postgres.port=");
            assertThat(temp.resolve("data/kafka")).doesNotExist();
            assertThat(temp.resolve("data/postgres")).doesNotExist();
        }
    }

    @Test
    void shouldTakeOverAnOrphanedServerWhenItHoldsTheFixedPort() throws SQLException {
        // given: a server whose owner is gone
        PortChoice port = new PortChoice("postgres.port", Ports.anyFree());
        EmbeddedPostgres.Options fixed = EmbeddedPostgres.Options.on(port).withBinariesCache(TestPlatform.BINARIES);
        EmbeddedPostgres orphan;
        try (DataFolder folder = DataFolder.open(temp)) {
            orphan = EmbeddedPostgres.start(folder, fixed);
        }
        TestPlatform.execute(orphan, "CREATE TABLE kept (what text)");

        // when
        try (EmbeddedPlatform platform =
                EmbeddedPlatform.start(EmbeddedPlatform.Options.of(temp, EmbeddedBroker.Options.onAnyPorts(), fixed))) {
            // then
            assertThat(platform.postgres().port()).isEqualTo(port.port());
            assertThat(platform.postgres().pid()).isNotEqualTo(orphan.pid());
            assertThat(TestPlatform.column(platform.postgres(), "SELECT what FROM kept"))
                    .isEmpty();
        }
    }

    @Test
    void shouldLeaveTheFolderToItsTakerWhenHandedOneThatIsOpen() {
        // given
        try (DataFolder folder = DataFolder.open(temp)) {
            EmbeddedPlatform.Options none =
                    new EmbeddedPlatform.Options(temp, Optional.empty(), Optional.of(TestPlatform.postgresOptions()));

            // when
            EmbeddedPlatform.start(folder, none).close();

            // then
            assertThatThrownBy(() -> DataFolder.open(temp)).hasMessageContaining("is in use by process");
            EmbeddedPlatform.Options elsewhere = TestPlatform.options(temp.resolve("elsewhere"));
            assertThatThrownBy(() -> EmbeddedPlatform.start(folder, elsewhere))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("elsewhere");
        }
        DataFolder.open(temp).close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldListenOnLoopbackAlone() throws IOException {
        // given
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(TestPlatform.options(temp))) {
            // when
            Set<String> ours = Stream.concat(
                            sockets(ProcessHandle.current().pid()),
                            sockets(platform.postgres().pid()))
                    .collect(Collectors.toSet());
            List<String> addresses = Stream.concat(listening("tcp", ours), listening("tcp6", ours))
                    .toList();

            // then: broker, controller and database, all on 127.0.0.1
            assertThat(addresses).hasSizeGreaterThanOrEqualTo(3).containsOnly("0100007F");
        }
    }

    private static Stream<String> sockets(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.map(EmbeddedPlatformIT::target).toList().stream();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static Stream<String> listening(String table, Set<String> sockets) throws IOException {
        return Files.readAllLines(Path.of("/proc/net", table)).stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]"))
                .map(columns -> columns[1].substring(0, columns[1].indexOf(':')));
    }
}
