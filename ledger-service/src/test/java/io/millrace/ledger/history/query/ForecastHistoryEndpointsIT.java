package io.millrace.ledger.history.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.http.ValueType;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What history answers about forecasts, over rows as the sink writes them: two weeks of two items, each day forecast
/// the day before.
@ExtendWith(PostgresExtension.class)
class ForecastHistoryEndpointsIT {
    private static final double NEAR = 1e-9;
    private static final String ACCURACY = "/v1/forecasts/accuracy?from=2026-03-01&to=2026-03-31";
    private static Database database;
    private static LedgerServer server;
    private static CheckedClient client;

    @BeforeAll
    static void open(TestDatabase postgres) throws SQLException {
        database = TestDatabases.open(postgres);
        try (Connection sink = database.sink().getConnection();
                Statement statement = sink.createStatement()) {
            statement.execute("select day_months('forecast_accuracy', array[date '2026-03-01'])");
            statement.execute("select day_months('forecast', array[date '2026-03-01'])");
            for (String tenant : List.of("acme", "other")) {
                fill(statement, tenant, tenant.equals("acme") ? 1 : 7);
            }
        }
        HistoryQueries queries = new HistoryQueries(database.tenants());
        ForecastHistoryEndpoints past = new ForecastHistoryEndpoints(
                queries,
                new ForecastQueries(database.tenants(), Duration.ofSeconds(20)),
                () -> Instant.parse("2026-03-20T08:00:00Z"));
        List<Endpoint> endpoints = new ArrayList<>(past.withAccuracy(List.of(live())));
        endpoints.addAll(past.endpoints());
        server = LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1", 0, List.of(), Map.of(), Tenancy.byHeader(Optional.of(TenantId.of("acme"))), endpoints));
        client = new CheckedClient(server.url());
    }

    /// Milk is 1 over each day, and its highest quantile is too low; batteries sell once a week.
    private static void fill(Statement statement, String tenant, int times) throws SQLException {
        String days = " from generate_series(0, 13) n";
        String day = "date '2026-03-02' + n";
        String head = "insert into forecast_accuracy select '" + tenant + "', 'store-1', ";
        String place = ", 0, n, ";
        String known = ", 'run', " + day + " - 1, 1, ";
        String end = ", 1, " + day + " + interval '30 hours'" + days;
        statement.execute(head + "'milk', " + day + ", 'auto'" + place + "true" + known + "10, " + (10 + times)
                + ", 0.5, 0.2, 0.15, 0.99, 4, 2" + end);
        statement.execute(
                head + "'milk', " + day + ", 'theta'" + place + "false" + known + "10, 12, 1, 1, 1, 1, 4, 2" + end);
        statement.execute(head + "'batteries', " + day + ", 'auto'" + place + "true" + known
                + "case when n % 7 = 0 then 7 else 0 end, 1, 0.1, 0.1, 0.1, 0.1, 1, 1" + end);
        for (String made : List.of("12 hours", "40 hours")) {
            int first = made.equals("12 hours") ? 11 : 0;
            statement.execute("insert into forecast select '" + tenant + "', 'store-1', 'milk', " + day + " - 1, " + day
                    + " + interval '" + made + "', 0, n, 'run', 'auto', '1', n, n, " + day + ", array[" + first
                    + ", 9], array[" + first + ", 9], array[12, 9], array[13, 9], array[9, 9]" + days);
        }
        statement.execute("insert into demand_day select '" + tenant + "', 'store-1', 'milk', " + day
                + ", 0, n, 10, 0, 25, 2.5, 'EUR', case when n = 1 then 'spring' end, 1, 600, 720, n < 13, false, 1,"
                + " false" + days);
    }

    /// As the live view declares it.
    private static Endpoint live() {
        return Endpoint.get("/v1/forecasts/accuracy", Access.READERS)
                .named("getForecastAccuracy", new Tag("Forecasts", "Forecasts"), "How forecasts turned out")
                .parameters(
                        Parameter.query("location", ValueType.LOCATION, "Only of this location"),
                        Parameter.query("days", ValueType.wholeNumber(1, 400), "Of how many of the last days"))
                .answers(Answer.json(
                        200,
                        JsonSchema.object()
                                .with("methods", JsonSchema.arrayOf(JsonSchema.text()), "Methods")
                                .named("Live"),
                        "Each method"))
                .handledBy(request -> {
                    var json = HistoryJson.object();
                    json.putArray("methods").add("live");
                    return Reply.json(200, json);
                });
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
        database.close();
    }

    @Test
    void shouldTellEachItemsFiguresWhenAskedByItem() {
        // when
        JsonNode groups = ask(ACCURACY + "&by=item").get("groups");

        // then
        assertThat(groups.findValuesAsText("item")).containsExactly("batteries", "milk");
        JsonNode milk = groups.get(1);
        assertThat(milk.get("scores").asInt()).isEqualTo(14);
        assertThat(milk.get("served").asBoolean()).isTrue();
        assertThat(milk.get("from").asText()).isEqualTo("2026-03-02");
        assertThat(milk.get("to").asText()).isEqualTo("2026-03-15");
        assertThat(milk.get("bias").asDouble()).isCloseTo(0.1, within(NEAR));
        assertThat(milk.get("scaledPinball").asDouble()).isCloseTo(0.23, within(NEAR));
        assertThat(milk.get("rmsse").asDouble()).isCloseTo(0.5, within(NEAR));
        assertThat(milk.at("/levels/3/scaledPinball").asDouble()).isCloseTo(0.495, within(NEAR));
    }

    @Test
    void shouldTellHowOftenQuantilesWereEnoughWhenTheForecastIsKept() {
        // when
        JsonNode groups = ask(ACCURACY + "&by=item").get("groups");
        JsonNode without = ask(ACCURACY + "&by=item&coverage=false").get("groups");

        // then
        assertThat(groups.get(1).get("levels").findValuesAsText("coverage"))
                .containsExactly("1.0", "1.0", "1.0", "0.0");
        assertThat(groups.get(1).at("/levels/0/coverageScores").asInt()).isEqualTo(14);
        assertThat(groups.get(0).get("levels").findValuesAsText("coverage")).isEmpty();
        assertThat(without.findValuesAsText("coverage")).isEmpty();
    }

    @Test
    void shouldGroupByClassWeekAndHorizonWhenAsked() {
        // when
        JsonNode groups =
                ask(ACCURACY + "&by=class,week,horizon&location=store-1").get("groups");

        // then
        assertThat(groups.findValuesAsText("class"))
                .containsExactly("intermittent", "intermittent", "smooth", "smooth");
        assertThat(groups.findValuesAsText("week"))
                .containsExactly("2026-03-02", "2026-03-09", "2026-03-02", "2026-03-09");
        assertThat(groups.findValuesAsText("horizon")).containsOnly("1");
        assertThat(groups.findValuesAsText("scores")).containsOnly("7");
        assertThat(groups.get(0).get("bias").asDouble()).isCloseTo(0, within(NEAR));
    }

    @Test
    void shouldPageThroughGroupsAndBeginWithTheWorstWhenAsked() {
        // when
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ask(ACCURACY + "&by=item,week&limit=1" + next);
            seen.add(page.at("/groups/0/item").asText() + " "
                    + page.at("/groups/0/week").asText());
            next = page.has("next") ? "&cursor=" + page.get("next").textValue() : "";
        } while (!next.isEmpty());

        // then
        assertThat(seen)
                .containsExactly("batteries 2026-03-02", "batteries 2026-03-09", "milk 2026-03-02", "milk 2026-03-09");
        assertThat(ask(ACCURACY + "&by=method&sort=worst").get("groups").findValuesAsText("method"))
                .containsExactly("theta", "auto");
        assertThat(client.get(ACCURACY + "&by=item,week&cursor=bWlsaw").statusCode())
                .isEqualTo(400);
        assertThat(client.get(ACCURACY + "&by=week,item&cursor=" + "bWlsa3xtaWxr")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldAnswerAsBeforeFromTheLiveViewWhenNothingOfHistoryIsAsked() {
        assertThat(ask("/v1/forecasts/accuracy?days=7&location=store-1")
                        .at("/methods/0")
                        .asText())
                .isEqualTo("live");
        assertThat(ask("/v1/forecasts/accuracy?days=6&item=milk")
                        .at("/groups/0/scores")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.get("/v1/forecasts/accuracy?by=colour").body()).contains("'colour' is not one of location");
        assertThat(client.get("/v1/forecasts/accuracy?from=2024-01-01&to=2026-01-01")
                        .body())
                .contains("ask for what is longer in parts");
    }

    @Test
    void shouldWriteATableWhenAskedForCsv() {
        // when
        HttpResponse<String> answer = client.get(ACCURACY + "&by=item&format=csv&limit=1");

        // then
        assertThat(answer.body().lines())
                .containsExactly(
                        "item,scores,from,to,actual,expected,bias,absoluteError,scaledPinball,rmsse,scaledPinball50,"
                                + "coverage50,scaledPinball90,coverage90,scaledPinball95,coverage95,scaledPinball99,"
                                + "coverage99",
                        answer.body().lines().toList().getLast());
        assertThat(answer.body().lines().toList().getLast())
                .startsWith("batteries,14,2026-03-02,2026-03-15,14.0,14.0,");
        assertThat(answer.headers().firstValue("Millrace-Next")).isPresent();
    }

    @Test
    void shouldTellWhatWasForecastOfADayAsOfAnother() {
        // when: a forecast of the 9th was made with the data of the 7th, and two with those of the 8th
        String path = "/v1/forecasts/series/store-1/milk/past?day=2026-03-09";
        JsonNode all = ask(path);
        JsonNode then = ask(path + "&asOf=2026-03-09&limit=1");

        // then
        assertThat(all.get("forecasts").findValuesAsText("dataUpTo"))
                .containsExactly("2026-03-08", "2026-03-08", "2026-03-07", "2026-03-07");
        assertThat(then.at("/forecasts/0/madeAt").asText()).isEqualTo("2026-03-09T12:00:00Z");
        assertThat(then.at("/forecasts/0/days").size()).isEqualTo(1);
        assertThat(then.at("/forecasts/0/days/0/date").asText()).isEqualTo("2026-03-09");
        assertThat(then.at("/forecasts/0/days/0/mean").asDouble()).isEqualTo(11);
        assertThat(then.at("/forecasts/0/days/0/quantiles/2/value").asDouble()).isEqualTo(13);
        assertThat(then.get("came").asDouble()).isEqualTo(10);
        assertThat(ask("/v1/forecasts/series/store-1/milk/past?day=2026-03-15").has("came"))
                .isFalse();
        assertThat(ask("/v1/forecasts/series/store-1/bread/past").get("forecasts"))
                .isEmpty();
    }

    @Test
    void shouldPageThroughPastForecastsFromTheNewestWhenAsked() {
        // when
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ask("/v1/forecasts/series/store-1/milk/past?limit=9" + next);
            page.get("forecasts")
                    .forEach(one -> seen.add(
                            one.get("madeAt").asText() + one.get("days").size()));
            next = page.has("next") ? "&cursor=" + page.get("next").textValue() : "";
        } while (!next.isEmpty());

        // then
        assertThat(seen).hasSize(28).doesNotHaveDuplicates().first().isEqualTo("2026-03-16T16:00:00Z2");
    }

    @Test
    void shouldExportClosedDaysAsTheWorkbenchReadsThem() {
        // when
        List<String> lines = client.get("/v1/demand?location=store-1&from=2026-03-03")
                .body()
                .lines()
                .toList();

        // then
        assertThat(lines)
                .hasSize(13)
                .startsWith(
                        "series_id,date,quantity,price,promo,in_stock,location,item",
                        "store-1|milk,2026-03-03,10,2.5,1,0.8333,store-1,milk",
                        "store-1|milk,2026-03-04,10,2.5,0,0.8333,store-1,milk");
    }

    @Test
    void shouldTellNothingOfAnotherTenantWhenItIsNotNamed() {
        assertThat(ask(ACCURACY + "&by=item")
                        .get("groups")
                        .get(1)
                        .get("expected")
                        .asDouble())
                .isEqualTo(154);
        assertThat(CheckedClient.json(client.get(ACCURACY + "&by=item", "Millrace-Tenant", "other"))
                        .get("groups")
                        .get(1)
                        .get("expected")
                        .asDouble())
                .isEqualTo(238);
    }

    private static JsonNode ask(String path) {
        return CheckedClient.json(client.get(path));
    }
}
