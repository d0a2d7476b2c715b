package io.millrace.ledger.history.sink;

import static io.millrace.ledger.history.sink.HistoryScene.execute;
import static io.millrace.ledger.history.sink.HistoryScene.position;
import static io.millrace.ledger.history.sink.HistoryScene.receipt;
import static io.millrace.ledger.history.sink.HistoryScene.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.stock.Position;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
import io.millrace.ledger.history.sink.HistoryStatus.State;
import io.millrace.platform.Login;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith({PostgresExtension.class, KafkaExtension.class})
@Execution(ExecutionMode.SAME_THREAD)
class HistorySinkIT {
    private static final String SUMS = "select count(*), sum(free_change) from journal";
    private static Database database;
    private static int scenes;
    private HistoryScene scene;

    @BeforeAll
    static void open(TestDatabase postgres) {
        database = TestDatabases.open(postgres);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin(TestKafka kafka, TestInfo test) throws SQLException {
        new HistoryWriter(database.sink()).reset();
        scenes++;
        scene = new HistoryScene(kafka, test.getTestClass().orElseThrow().getSimpleName() + scenes + ".");
    }

    @Test
    void shouldWriteEveryRecordOnceWhenItStopsAndStartsInBetween() throws SQLException {
        // given
        scene.receipts(1, 40);
        scene.positions(List.of(position("acme", "store-1", "item-1", 40, 40)));

        // when
        try (HistorySink sink = scene.start(database)) {
            awaitRows("80 120.000");
            assertThat(sink.status().state()).isEqualTo(State.WRITING);
        }
        scene.receipts(41, 60);
        scene.positions(List.of(position("acme", "store-1", "item-1", 60, 60)));
        try (HistorySink sink = scene.start(database)) {
            awaitRows("120 180.000");
            Await.until("nothing waits", () -> sink.status().lagRecords() == 0);
        }

        // then
        assertThat(text(database.sink(), "select free, version, available_thousandths from position"))
                .isEqualTo("60.000 60 60000");
        assertThat(text(database.sink(), "select movements, reference from journal where sequence = 1 and line = 1"))
                .isEqualTo("SUPPLIER>FREE:2 note \uFFFD 1");
    }

    @Test
    void shouldGiveTheSameRowsWhenAllIsReplayed() throws SQLException {
        // given
        scene.receipts(1, 50);
        scene.positions(
                List.of(position("acme", "store-1", "item-1", 1, 1), position("acme", "store-1", "item-1", 50, 50)));
        try (HistorySink sink = scene.start(database)) {
            awaitRows("100 150.000");
            Await.until("nothing waits", () -> sink.status().lagRecords() == 0);
        }
        String before = HistoryScene.rows(database.sink());

        // when
        execute(database.sink(), "update sink_offset set next_offset = 0");
        try (HistorySink sink = scene.start(database)) {
            awaitWritten(scene.topic(Topics.JOURNAL), 50);
            awaitWritten(scene.topic(Topics.POSITIONS), 2);
            assertThat(sink.status().state()).isEqualTo(State.WRITING);
        }

        // then
        assertThat(HistoryScene.rows(database.sink())).isEqualTo(before);
    }

    @Test
    void shouldWriteAllAgainWhenHistoryIsResetWhileItRuns() throws SQLException {
        // given
        scene.receipts(1, 30);
        try (HistorySink sink = scene.start(database)) {
            awaitRows("60 90.000");

            // when
            new HistoryWriter(database.sink()).reset();
            scene.receipts(31, 31);

            // then
            awaitRows("62 93.000");
            assertThat(sink.status().state()).isIn(State.WRITING, State.RETRYING);
        }
    }

    @Test
    void shouldLoseNothingWhenConnectionsBreakAgainAndAgain(TestDatabase postgres) throws SQLException {
        // given
        Login login = postgres.sink();
        try (HistorySink sink = scene.start(database);
                Connection killer = DriverManager.getConnection(postgres.jdbcUrl(), login.user(), login.password());
                Statement statement = killer.createStatement()) {
            // when
            for (int i = 0; i < 10; i++) {
                scene.receipts(i * 10 + 1, i * 10 + 10);
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where usename = current_user and pid <> pg_backend_pid()"
                        + " and datname = current_database()");
            }

            // then
            awaitRows("200 300.000");
            Await.until("nothing waits", () -> sink.status().lagRecords() == 0);
        }
    }

    @Test
    void shouldFailAndWriteNothingWhenAnotherWriterWasFirst() throws Exception {
        // given
        TopicPartition journal = new TopicPartition("journal", 0);
        HistoryWriter first = new HistoryWriter(database.sink());
        HistoryWriter zombie = new HistoryWriter(database.sink());
        assertThat(first.offsets(List.of(journal))).isEqualTo(Map.of(journal, 0L));
        first.write(batch(journal, 0, 1));

        // when
        assertThatThrownBy(() -> zombie.write(batch(journal, 0, 2)))
                // then
                .isInstanceOf(StaleOffsetsException.class);
        assertThat(text(database.sink(), "select count(*) from journal")).isEqualTo("2");
        assertThat(first.offsets(List.of(journal))).isEqualTo(Map.of(journal, 1L));
    }

    @Test
    void shouldNeverGoBackWhenAnOlderPositionComesLater() throws Exception {
        // given
        TopicPartition positions = new TopicPartition("positions", 0);
        HistoryWriter writer = new HistoryWriter(database.sink());
        assertThat(writer.offsets(List.of(positions))).hasSize(1);
        Batch newer = new Batch();
        put(newer, positions, 0, 9, 90);
        writer.write(newer);

        // when
        execute(database.sink(), "update sink_offset set next_offset = 0 where topic = 'positions'");
        Batch older = new Batch();
        put(older, positions, 0, 3, 30);
        writer.write(older);

        // then
        assertThat(text(database.sink(), "select free, source_offset from position"))
                .isEqualTo("90.000 9");
    }

    @Test
    void shouldRefuseToStartWhenItIsAheadOfTheTopic() throws SQLException {
        // given
        scene.receipts(1, 3);
        try (HistorySink sink = scene.start(database)) {
            awaitRows("6 9.000");
            assertThat(sink.status().cause()).isEmpty();
        }
        execute(
                database.sink(),
                "update sink_offset set next_offset = 4 where topic = '" + scene.topic(Topics.JOURNAL) + "'");

        // when
        assertThatThrownBy(() -> scene.start(database))
                // then
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("it has the records before 4, and the topic ends at 3")
                .hasMessageContaining("./millrace history reset");
    }

    @Test
    void shouldMakeTheMonthsThatEventsNeedWhenTheyAreFarOff() throws Exception {
        // given
        TopicPartition journal = new TopicPartition("journal", 0);
        HistoryWriter writer = new HistoryWriter(database.sink());
        assertThat(writer.offsets(List.of(journal))).hasSize(1);
        Batch batch = new Batch();
        long sequence = 0;
        for (String at : List.of(
                "1969-07-20T20:17:00Z", "2001-05-31T23:59:59Z", "2037-12-31T00:00:00Z", "+12345-01-01T00:00:00Z")) {
            sequence++;
            JournalRows.mapping()
                    .rows()
                    .of(
                            receipt("acme", sequence, Instant.parse(at)),
                            new Place(0, sequence),
                            batch.sheet(JournalRows.mapping()));
        }
        batch.took(journal, 0, 4, 0);

        // when
        writer.write(batch);

        // then
        assertThat(text(
                        database.sink(),
                        "select tableoid::regclass from journal where line = 0 order by occurred_at, sequence"))
                .isEqualTo("journal_before journal_200105 journal_203712 journal_after");
    }

    @Test
    void shouldKeepTheSumsWhenMonthsAreDetached() throws Exception {
        // given
        scene.receipts(1, 10);
        scene.receipts(500, 500);
        scene.proof(10, 30);
        try (HistorySink sink = scene.start(database)) {
            awaitWritten(scene.topic(Topics.PROOFS), 1);
            awaitRows("22 33.000");
            assertThat(sink.status().state()).isEqualTo(State.WRITING);
        }
        HistoryWriter writer = new HistoryWriter(database.sink());

        // when
        int detached = writer.detach(LocalDate.parse("2026-04-01"));
        HistoryCheck.Found found;
        try (HistoryCheck check = new HistoryCheck(database.sink(), Duration.ofHours(1))) {
            found = check.check();
        }

        // then
        assertThat(detached).isPositive();
        assertThat(text(database.sink(), "select count(*) from journal")).isEqualTo("2");
        assertThat(text(database.sink(), "select free from journal_base")).isEqualTo("30.000");
        assertThat(found).isEqualTo(new HistoryCheck.Found(1, new BigDecimal("0.000"), ""));
    }

    @Test
    void shouldTellWhenRowsDoNotAddUpToTheLedgersProof() throws Exception {
        // given
        scene.receipts(1, 10);
        scene.proof(10, 30);
        try (HistorySink sink = scene.start(database);
                HistoryCheck check = new HistoryCheck(database.sink(), Duration.ofHours(1))) {
            awaitWritten(scene.topic(Topics.PROOFS), 1);
            awaitRows("20 30.000");
            HistoryCheck.Found well = check.check();

            // when
            scene.receipts(11, 12);
            scene.proof(12, 35);
            awaitWritten(scene.topic(Topics.PROOFS), 2);
            awaitRows("24 36.000");
            HistoryCheck.Found wrong = check.check();

            // then
            assertThat(well.books()).isEqualTo(1);
            assertThat(well.drift()).isEqualByComparingTo("0");
            assertThat(wrong.drift()).isEqualByComparingTo("1");
            assertThat(wrong.cause()).contains("tenant acme, partition 0", "at journal entry 12");
            assertThat(sink.status().cause()).isEmpty();
            assertThat(text(database.sink(), "select drift from history_check")).isEqualTo("1.000");
        }
    }

    private static Batch batch(TopicPartition journal, long expected, long sequence) {
        Batch batch = new Batch();
        JournalRows.mapping()
                .rows()
                .of(
                        receipt("acme", sequence, HistoryScene.NOON),
                        new Place(0, expected),
                        batch.sheet(JournalRows.mapping()));
        batch.took(journal, expected, expected, 0);
        return batch;
    }

    private static void put(Batch batch, TopicPartition partition, long expected, long offset, long free) {
        @SuppressWarnings("unchecked")
        Mapping<Position> mapping = (Mapping<Position>) Mappings.all().get(1);
        mapping.rows()
                .of(position("acme", "store-1", "item-1", free, offset), new Place(0, offset), batch.sheet(mapping));
        batch.took(partition, expected, offset, 0);
    }

    private static void awaitRows(String sums) {
        Await.untilAsserted("the rows are there", () -> {
            try {
                assertThat(text(database.sink(), SUMS)).isEqualTo(sums);
            } catch (SQLException broken) {
                throw new AssertionError("this connection, too, was broken", broken);
            }
        });
    }

    private static void awaitWritten(String topic, long next) {
        Await.untilAsserted(
                topic + " is written",
                () -> assertThat(text(
                                database.sink(), "select next_offset from sink_offset where topic = '" + topic + "'"))
                        .isEqualTo(String.valueOf(next)));
    }
}
