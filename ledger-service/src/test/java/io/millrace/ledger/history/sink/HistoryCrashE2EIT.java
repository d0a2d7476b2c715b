package io.millrace.ledger.history.sink;

import static io.millrace.ledger.history.sink.HistoryScene.position;
import static io.millrace.ledger.history.sink.HistoryScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.DatabaseLogin;
import io.millrace.ledger.database.DatabaseSettings;
import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedPostgres;
import io.millrace.platform.Login;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Kill -9 of the sink's process and of PostgreSQL in turn, while records come in. Three times here;
/// `-Dhistory.kills=30` for the long form.
@ExtendWith(KafkaExtension.class)
class HistoryCrashE2EIT {
    private static final int ENTRIES = 400;
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void shouldHaveEveryRowOnceWhenSinkAndDatabaseAreKilledInTurn(TestKafka kafka) throws Exception {
        int kills = Integer.getInteger("history.kills", 2);
        HistoryScene scene = new HistoryScene(kafka, "crash.", SinkProcess.registry());
        Random random = new Random(SEED);
        int sent = 0;

        // when
        try (DataFolder folder = DataFolder.open(directory.resolve("data"))) {
            for (int kill = 0; kill < kills; kill++) {
                try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, EmbeddedPostgres.Options.onAnyPort());
                        Database database = Database.open(settings(postgres))) {
                    Process sink = SinkProcess.start(
                            kafka.bootstrapServers(), scene.settings().topics().prefix(), settings(postgres));
                    int before = sent;
                    scene.receipts(sent + 1, sent + ENTRIES);
                    scene.positions(List.of(position("acme", "store-1", "item-1", sent, sent + 1L)));
                    sent += ENTRIES;
                    int until = before * 2 + 1 + random.nextInt(ENTRIES);
                    Await.until("some is written", PATIENCE, () -> rows(database) >= until);
                    if (kill % 2 == 0) {
                        kill(sink.toHandle());
                        killPostgres(folder);
                    } else {
                        killPostgres(folder);
                        kill(sink.toHandle());
                    }
                }
            }

            // then
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, EmbeddedPostgres.Options.onAnyPort());
                    Database database = Database.open(settings(postgres));
                    HistorySink sink = HistorySink.start(scene.settings(), scene.registry(), database.sink())) {
                int all = sent;
                Await.until("all is written", PATIENCE, () -> rows(database) >= 2L * all);
                Await.until("nothing waits", PATIENCE, () -> sink.status().lagRecords() == 0);
                assertThat(text(
                                database.sink(),
                                "select count(*), count(distinct (sequence, line)), max(sequence), sum(free_change)"
                                        + " from journal"))
                        .isEqualTo(2 * all + " " + 2 * all + " " + all + " " + 3L * all + ".000");
                assertThat(text(database.sink(), "select free, version from position"))
                        .isEqualTo(all - ENTRIES + ".000 " + (all - ENTRIES + 1));
            }
        }
    }

    private static long rows(Database database) throws SQLException {
        return Long.parseLong(text(database.sink(), "select count(*) from journal"));
    }

    private static void kill(ProcessHandle process) throws InterruptedException {
        process.destroyForcibly();
        Await.until("the process is gone", () -> !process.isAlive());
    }

    /// The server's own process; those it began end with it.
    private static void killPostgres(DataFolder folder) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(folder.path().resolve("postgres"))) {
            Path file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().trim());
            kill(ProcessHandle.of(pid).orElseThrow());
        }
    }

    private static DatabaseSettings settings(EmbeddedPostgres postgres) {
        return new DatabaseSettings(
                postgres.jdbcUrl(),
                login(postgres.ownerCredentials()),
                login(postgres.applicationCredentials()),
                login(postgres.sinkCredentials()));
    }

    private static DatabaseLogin login(Login login) {
        return new DatabaseLogin(login.user(), login.password());
    }
}
