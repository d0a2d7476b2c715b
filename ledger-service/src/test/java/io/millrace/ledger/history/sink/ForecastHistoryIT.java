package io.millrace.ledger.history.sink;

import static io.millrace.ledger.history.sink.HistoryScene.execute;
import static io.millrace.ledger.history.sink.HistoryScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.ForecastStep;
import io.millrace.events.demand.Quantile;
import io.millrace.events.demand.QuantileLoss;
import io.millrace.events.demand.RunReason;
import io.millrace.events.demand.RunState;
import io.millrace.forecasting.DemandSeries;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
import io.millrace.ledger.forecasting.DemandView;
import io.millrace.ledger.forecasting.OlderDemand;
import io.millrace.ledger.history.query.StoredDemand;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Forecasts, how they turned out, and the demand they learn from: kept, and read again where the topic has it no more.
@ExtendWith({PostgresExtension.class, KafkaExtension.class})
@Execution(ExecutionMode.SAME_THREAD)
class ForecastHistoryIT {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final String ROWS = "select md5(string_agg(f::text, '|' order by made_at)),"
            + " (select md5(string_agg(a::text, '|' order by business_date)) from forecast_accuracy a),"
            + " (select md5(string_agg(r::text, '|' order by run_id)) from forecast_run r) from forecast f";
    private static Database database;
    private static int scenes;
    private HistoryScene scene;
    private String item = "";

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
        HistoryWriter writer = new HistoryWriter(database.sink());
        writer.reset();
        assertThat(writer.forgetForecasts(LocalDate.of(2099, 1, 1))).isNotNegative();
        scene = anew(kafka, test);
        item = "item-" + scenes; // Days stay when history is reset, and nobody may delete them.
    }

    private static HistoryScene anew(TestKafka kafka, TestInfo test) {
        scenes++;
        return new HistoryScene(kafka, test.getTestClass().orElseThrow().getSimpleName() + scenes + ".");
    }

    @Test
    void shouldKeepForecastsAndHowTheyTurnedOutOnceWhenAllIsReplayed() throws SQLException {
        // given
        scene.send(Topics.FORECASTS, List.of(forecast(0), forecast(1), forecast(40)));
        scene.send(Topics.FORECAST_ACCURACY, List.of(score(1, 3), score(2, 4)));
        scene.send(Topics.FORECAST_RUNS, List.of(run(RunState.RUNNING), run(RunState.DONE)));

        // when
        write();
        String before = text(database.sink(), ROWS);
        execute(database.sink(), "update sink_offset set next_offset = 0");
        write();

        // then
        assertThat(text(database.sink(), ROWS)).isEqualTo(before);
        assertThat(text(
                        database.sink(),
                        "select data_up_to, first_day, mean, q50, q99, tableoid::regclass from forecast"
                                + " where version = 1"))
                .isEqualTo("2026-03-03 2026-03-04 {1.5,2.5} {1,2} {4,8} forecast_202603");
        assertThat(text(database.sink(), "select q90 is null from forecast where version = 1"))
                .isEqualTo("t");
        assertThat(text(
                        database.sink(),
                        "select actual, mean, loss50, loss90, days_ahead from forecast_accuracy"
                                + " order by business_date"))
                .isEqualTo("3 2 0.5 null 1 4 2 0.5 null 1");
        assertThat(text(database.sink(), "select state, series, reason from forecast_run"))
                .isEqualTo("DONE 7 ASKED");
    }

    @Test
    void shouldKeepWhatTopicsHaveNoMoreWhenHistoryIsResetAndTheyAreMadeAnew(TestKafka kafka, TestInfo test)
            throws SQLException {
        // given
        scene.send(Topics.FORECASTS, List.of(forecast(0), forecast(1)));
        scene.send(Topics.FORECAST_ACCURACY, List.of(score(1, 3), score(2, 4)));
        write();

        // when
        new HistoryWriter(database.sink()).reset();
        scene = anew(kafka, test);
        scene.send(Topics.FORECASTS, List.of(forecast(2)));
        scene.send(Topics.FORECAST_ACCURACY, List.of(score(2, 9)));
        write();

        // then
        assertThat(text(database.sink(), "select version from forecast order by made_at"))
                .isEqualTo("0 1 2");
        assertThat(text(database.sink(), "select actual from forecast_accuracy order by business_date"))
                .isEqualTo("3 9");
    }

    @Test
    void shouldForgetWholeMonthsWhenTheyAreOver() throws SQLException {
        // given
        scene.send(Topics.FORECASTS, List.of(forecast(0), forecast(40)));
        scene.send(Topics.FORECAST_ACCURACY, List.of(score(1, 3), score(40, 4)));
        scene.send(Topics.FORECAST_RUNS, List.of(run(RunState.DONE)));
        write();

        // when
        int dropped = new HistoryWriter(database.sink()).forgetForecasts(LocalDate.of(2026, 4, 1));

        // then
        assertThat(dropped).isEqualTo(2);
        assertThat(text(database.sink(), "select version from forecast")).isEqualTo("40");
        assertThat(text(database.sink(), "select actual from forecast_accuracy"))
                .isEqualTo("4");
        assertThat(text(database.sink(), "select count(*) from forecast_run")).isEqualTo("0");
    }

    @Test
    void shouldLearnFromOlderDaysWhenTheTopicHasThemNoMore(TestKafka kafka, TestInfo test) throws SQLException {
        // given: a week that only the database has, but for its last day, of which the topic says otherwise
        scene.send(
                Topics.DEMAND_DAYS,
                IntStream.range(0, 7).mapToObj(n -> day(n, 10 + n, true)).toList());
        scene.send(Topics.DEMAND_DAYS, List.of(day(7, 99, false)));
        write();
        new HistoryWriter(database.sink()).reset();
        scene = anew(kafka, test);
        scene.send(Topics.DEMAND_DAYS, List.of(day(6, 50, true), day(7, 51, true)));

        // when
        try (DemandView view = view(new StoredDemand(database.sink(), database.tenants()))) {
            Await.until("all is read", () -> view.reach().asOf().isPresent());

            // then
            assertThat(series(view)).containsExactly(10, 11, 12, 13, 14, 15, 50, 51);
            assertThat(view.backfilledDays()).isGreaterThanOrEqualTo(7);
            assertThat(view.series(TenantId.of("other"), "store-1", item, MONDAY))
                    .isEmpty();
        }
    }

    @Test
    void shouldReadNothingAgainWhenTheTopicHasItAll() throws SQLException {
        // given
        scene.send(Topics.DEMAND_DAYS, List.of(day(0, 1, true), day(1, 2, true)));
        write();
        execute(
                database.sink(),
                "insert into demand_day select tenant_id, location_id, item_id, business_date + 1, kafka_partition,"
                        + " source_offset + 1, units, returns, revenue, average_price, currency, promotion_id,"
                        + " transactions, in_stock_minutes, open_minutes, complete, sealed, version, ended_out"
                        + " from demand_day where units = 2 and item_id = '" + item + "'");

        // when
        try (DemandView view = view(new StoredDemand(database.sink(), database.tenants()))) {
            Await.until("all is read", () -> view.reach().asOf().isPresent());

            // then
            assertThat(series(view)).containsExactly(1, 2);
        }
    }

    @Test
    void shouldGoOnWithWhatTheTopicHasWhenTheDatabaseIsAway() {
        // given
        scene.send(Topics.DEMAND_DAYS, List.of(day(0, 1, true)));

        // when
        try (DemandView view = view((begins, taker) -> {
            throw new SQLException("connection refused");
        })) {
            Await.until("all is read", () -> view.reach().asOf().isPresent());

            // then
            assertThat(view.isBackfilling()).isFalse();
            assertThat(series(view)).containsExactly(1);
        }
    }

    private DemandView view(OlderDemand older) {
        return DemandView.start(
                scene.settings().kafka(), scene.settings().topics().prefix(), scene.registry(), Optional.of(older));
    }

    private double[] series(DemandView view) {
        DemandSeries series = view.series(TenantId.of(HistoryScene.TENANT), "store-1", item, MONDAY.plusDays(7))
                .orElseThrow()
                .series();
        return IntStream.range(0, series.length())
                .mapToDouble(series::units)
                .takeWhile(units -> units > 0)
                .toArray();
    }

    /// Writes what the topics have.
    private void write() throws SQLException {
        try (HistorySink sink = scene.start(database)) {
            for (Topic<?, ?> topic :
                    List.of(Topics.FORECASTS, Topics.FORECAST_ACCURACY, Topics.FORECAST_RUNS, Topics.DEMAND_DAYS)) {
                String end = Long.toString(scene.end(topic));
                Await.untilAsserted(
                        topic.name() + " is written",
                        () -> assertThat(text(
                                        database.sink(),
                                        "select sum(next_offset) from sink_offset where topic = '" + scene.topic(topic)
                                                + "'"))
                                .isEqualTo(end));
            }
            assertThat(sink.status().cause()).isEmpty();
        }
    }

    private static Forecast forecast(int day) {
        LocalDate upTo = MONDAY.plusDays(day);
        return Forecast.builder()
                .tenantId(HistoryScene.TENANT)
                .locationId("store-1")
                .itemId("milk")
                .madeAt(HistoryScene.NOON.plusSeconds(day))
                .dataUpTo(upTo)
                .runId("night")
                .method("auto")
                .methodVersion("3")
                .version(day)
                .steps(List.of(step(upTo.plusDays(1), 1.5, 1), step(upTo.plusDays(2), 2.5, 2)))
                .build();
    }

    private static ForecastStep step(LocalDate date, double mean, double median) {
        return new ForecastStep(date, mean, List.of(new Quantile(0.5, median), new Quantile(0.99, 4 * median)));
    }

    private static ForecastAccuracy score(int day, double actual) {
        return ForecastAccuracy.builder()
                .tenantId(HistoryScene.TENANT)
                .locationId("store-1")
                .itemId("milk")
                .date(MONDAY.plusDays(day))
                .method("auto")
                .served(true)
                .dataUpTo(MONDAY.plusDays(day - 1L))
                .daysAhead(1)
                .actual(actual)
                .mean(2)
                .losses(List.of(new QuantileLoss(0.5, 0.5)))
                .scale(new DemandScale(1, 1))
                .demandVersion(1L)
                .at(HistoryScene.NOON)
                .build();
    }

    private static ForecastRun run(RunState state) {
        return ForecastRun.builder()
                .tenantId(HistoryScene.TENANT)
                .runId("night")
                .reason(RunReason.ASKED)
                .state(state)
                .method("auto")
                .horizonDays(28)
                .startedAt(HistoryScene.NOON)
                .changedAt(HistoryScene.NOON)
                .series(7)
                .forecasts(0)
                .build();
    }

    private DemandDay day(int day, long units, boolean isComplete) {
        return DemandDay.builder()
                .tenantId(HistoryScene.TENANT)
                .locationId("store-1")
                .itemId(item)
                .businessDate(MONDAY.plusDays(day))
                .units(Quantity.of(units))
                .returns(Quantity.ZERO)
                .revenue(Money.parse("0"))
                .transactions(units)
                .complete(isComplete)
                .sealed(false)
                .version(1L)
                .build();
    }
}
