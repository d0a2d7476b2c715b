package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedPostgresIT {
    @TempDir
    Path temp;

    private DataFolder folder;
    private EmbeddedPostgres postgres;
    private DataFolder anotherFolder;
    private EmbeddedPostgres another;

    @BeforeEach
    void start() {
        folder = DataFolder.open(temp.resolve("data"));
        postgres = EmbeddedPostgres.start(folder, TestPlatform.postgresOptions());
    }

    @AfterEach
    void stop() {
        postgres.close();
        folder.close();
    }

    @Test
    void shouldKeepDataAndPasswordsWhenStoppedAndStarted() throws SQLException {
        // given
        TestPlatform.execute(postgres, "CREATE TABLE kept (what text)", "INSERT INTO kept VALUES ('Grüße, 東京')");
        Login owner = postgres.ownerCredentials();

        // when
        postgres.close();
        postgres = EmbeddedPostgres.start(folder, TestPlatform.postgresOptions());

        // then
        assertThat(postgres.ownerCredentials()).isEqualTo(owner);
        assertThat(TestPlatform.column(postgres, "SELECT what FROM kept")).containsExactly("Grüße, 東京");
    }

    @Test
    void shouldWriteCommitsToDiskWhenStarted() throws SQLException {
        assertThat(TestPlatform.column(
                        postgres,
                        "SELECT name || '=' || setting FROM pg_settings WHERE name IN"
                                + " ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums',"
                                + " 'listen_addresses', 'server_encoding') ORDER BY name"))
                .containsExactly(
                        "data_checksums=on",
                        "fsync=on",
                        "full_page_writes=on",
                        "listen_addresses=127.0.0.1",
                        "server_encoding=UTF8",
                        "synchronous_commit=on");
    }

    @Test
    void shouldKeepRolesFromPassingRowLevelSecurity() throws SQLException {
        // given
        TestPlatform.execute(
                postgres,
                "CREATE TABLE guarded (tenant text)",
                "INSERT INTO guarded VALUES ('a'), ('b')",
                "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE guarded FORCE ROW LEVEL SECURITY",
                "CREATE POLICY one ON guarded USING (tenant = 'a')",
                "GRANT SELECT ON guarded TO millrace_app");

        // when
        List<String> seenByOwner = TestPlatform.column(postgres, "SELECT tenant FROM guarded");
        List<String> powers = TestPlatform.column(
                postgres,
                "SELECT rolname FROM pg_roles WHERE rolname IN ('millrace_owner', 'millrace_app', 'millrace_sink')"
                        + " AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb"
                        + " AND NOT rolreplication");

        // then
        assertThat(seenByOwner).containsExactly("a");
        assertThat(powers).containsExactlyInAnyOrder("millrace_owner", "millrace_app", "millrace_sink");
        try (Connection application = TestPlatform.connect(postgres, postgres.applicationCredentials());
                Statement statement = application.createStatement()) {
            assertThatThrownBy(() -> statement.execute("ALTER ROLE millrace_app BYPASSRLS"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE mine ()"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void shouldRefuseALoginWhenThePasswordIsWrong() throws IOException {
        assertThatThrownBy(() -> TestPlatform.connect(postgres, new Login("millrace_app", "guess")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.path().resolve("postgres/credentials.properties"))))
                .isEqualTo("rw-------");
        assertThat(postgres.applicationCredentials().toString())
                .doesNotContain(postgres.applicationCredentials().password());
    }

    @Test
    void shouldStopAnOrphanedServerWhenItsOwnerWasKilled() throws SQLException {
        // given: a server nobody stopped
        TestPlatform.execute(postgres, "CREATE TABLE kept (what text)");
        EmbeddedPostgres orphan = postgres;

        // when
        postgres = EmbeddedPostgres.start(folder, TestPlatform.postgresOptions());

        // then
        assertThat(orphan.failure().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(30))
                .satisfies(reason -> assertThat(reason).hasMessageContaining("ended unexpectedly"));
        assertThat(postgres.pid()).isNotEqualTo(orphan.pid());
        assertThat(TestPlatform.column(postgres, "SELECT what FROM kept")).isEmpty();
    }

    @Test
    void shouldEndBusyLeftoversWhenOnlyTheServersMainProcessWasKilled() throws SQLException {
        // given: a connection too busy to notice that its server is gone
        Thread.startVirtualThread(() -> {
            try {
                TestPlatform.execute(postgres, "DO $$ BEGIN LOOP END LOOP; END $$");
            } catch (SQLException e) {
                // What this connection is for: it is cut off.
            }
        });
        await().until(() -> TestPlatform.column(
                                postgres,
                                "SELECT pid FROM pg_stat_activity WHERE query LIKE 'DO $$%' AND state = 'active'")
                        .size()
                == 1);
        ProcessHandle main = ProcessHandle.of(postgres.pid()).orElseThrow();
        main.destroyForcibly();
        main.onExit().join();

        // when
        postgres = EmbeddedPostgres.start(folder, TestPlatform.postgresOptions());

        // then
        assertThat(TestPlatform.column(postgres, "SELECT 'alive'")).containsExactly("alive");
    }

    @Test
    void shouldStartAndSpareTheOtherProcessWhenAStalePidIsInUseByAnother() throws IOException, SQLException {
        // given
        postgres.close();
        Path pidFile = folder.path().resolve("postgres/data/postmaster.pid");
        List<Long> strangers = List.of(ProcessHandle.current().pid(), anotherServersPid());

        for (long stranger : strangers) {
            Files.writeString(pidFile, stranger + "\n" + pidFile.getParent() + "\n1\n5432\n\n127.0.0.1\n1 2\nready\n");

            // when
            postgres = EmbeddedPostgres.start(folder, TestPlatform.postgresOptions());

            // then
            assertThat(TestPlatform.column(postgres, "SELECT 'alive'")).containsExactly("alive");
            postgres.close();
        }
        assertThat(TestPlatform.column(another, "SELECT 'unharmed'")).containsExactly("unharmed");
        another.close();
        anotherFolder.close();
    }

    @Test
    void shouldStayDurableWhateverItIsTunedTo() throws SQLException {
        // given
        postgres.close();

        // when
        postgres = EmbeddedPostgres.start(
                folder, TestPlatform.postgresOptions().tunedTo(Map.of("shared_buffers", "64MB", "fsync", "off")));

        // then
        assertThat(TestPlatform.column(postgres, "SHOW shared_buffers")).containsExactly("64MB");
        assertThat(TestPlatform.column(postgres, "SHOW fsync")).containsExactly("on");
    }

    @Test
    void shouldNameTheRemedyWhenItsFixedPortIsTaken() throws IOException {
        // given
        postgres.close();
        try (ServerSocketChannel other = Ports.listen(PortChoice.anyFree("other"))) {
            PortChoice port = new PortChoice("postgres.port", Ports.portOf(other));

            // when, then
            assertThatThrownBy(() -> EmbeddedPostgres.start(
                            folder, EmbeddedPostgres.Options.on(port).withBinariesCache(TestPlatform.BINARIES)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("is taken by")
                    .hasMessageContaining("--set postgres.port=");
        }
    }

    @Test
    void shouldQuoteTheServerWhenItDoesNotStart() throws IOException {
        // given: also a log so large that it is set aside
        postgres.close();
        Files.write(folder.path().resolve("logs/postgres.log"), new byte[11 * 1024 * 1024]);
        Files.delete(folder.path().resolve("postgres/data/global/pg_control"));

        // when, then
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, TestPlatform.postgresOptions()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("PostgreSQL did not start")
                .hasMessageContaining("could not find the database system")
                .hasMessageContaining("logs/postgres.log");
    }

    @Test
    void shouldRefuseToStartWhenThePasswordsAreLost() throws IOException {
        // given
        postgres.close();
        Files.delete(folder.path().resolve("postgres/credentials.properties"));

        // when, then
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, TestPlatform.postgresOptions()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("with the database's passwords is missing");
    }

    @Test
    void shouldCloneAndDropDatabasesForTests() throws SQLException {
        // given
        postgres.createDatabase("model");

        // when
        postgres.createDatabase("copy", "model");
        postgres.dropDatabase("model");

        // then
        assertThat(TestPlatform.column(
                        postgres,
                        "SELECT datname || ' ' || pg_get_userbyid(datdba) FROM pg_database"
                                + " WHERE datname IN ('model', 'copy')"))
                .containsExactly("copy millrace_owner");
        assertThatThrownBy(() -> postgres.dropDatabase("x; DROP TABLE y")).isInstanceOf(IllegalArgumentException.class);
    }

    private long anotherServersPid() {
        anotherFolder = DataFolder.open(temp.resolve("another"));
        another = EmbeddedPostgres.start(anotherFolder, TestPlatform.postgresOptions());
        return another.pid();
    }
}
