package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.config.Configuration;
import io.millrace.config.ConfigurationLoader;
import io.millrace.config.ConfigurationRequest;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Surroundings;
import io.millrace.platform.DataFolder;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The whole loop in one process: what was sold closes a day, the day renews forecasts, and says how good they were.
@ExtendWith({KafkaExtension.class, PostgresExtension.class})
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ForecastLoopE2EIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DAYS = 60;

    private final Closing closing = new Closing();
    private final NodeClient client = new NodeClient();

    @TempDir
    private Path folder;

    @Test
    void shouldForecastAnewAndScoreWhenASaleClosesADay(TestKafka kafka, TestDatabase database) throws IOException {
        try (NodeClient _ = client) {
            // given: two months of history, up to four days ago, and what is forecast of it
            Node node = start(kafka, database);
            LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
            LocalDate lastLoaded = today.minusDays(4);
            send(node, "/v1/stock-events", history(lastLoaded));
            Await.until(
                    "the loaded days are forecast from",
                    PATIENCE,
                    () -> forecast(node).path("dataUpTo").asText().equals(lastLoaded.toString()));
            int version = forecast(node).path("version").asInt();
            double expected = forecast(node).at("/days/0/mean").asDouble();
            assertThat(expected).isBetween(3.0, 12.0);

            // when: a till that was away tells of a sale three days ago
            LocalDate sold = lastLoaded.plusDays(1);
            send(node, "/v1/sales?wait=posted", sale(sold));

            // then
            Await.until(
                    "the day has closed, and is forecast from",
                    PATIENCE,
                    () -> forecast(node).path("dataUpTo").asText().equals(sold.toString()));
            assertThat(forecast(node).path("version").asInt()).isEqualTo(version + 1);
            Await.until(
                    "it is known how forecasts turned out",
                    PATIENCE,
                    () -> accuracy(node).path("methods").size() == 3);
            JsonNode served = served(accuracy(node));
            assertThat(served.path("method").asText()).isEqualTo("auto");
            assertThat(served.path("scores").asInt()).isEqualTo(1);
            assertThat(served.path("from").asText()).isEqualTo(sold.toString());
            assertThat(served.path("bias").asDouble()).isBetween(expected / 9 - 1.001, expected / 9 - 0.999);
            requireHistory(node, sold);
            assertThat(client.get(node, "/observe/metrics").body())
                    .contains("millrace_forecast_jobs_total{result=\"done\"}")
                    .doesNotContain("millrace_forecast_runs{state=\"failed\"} 1");
        } finally {
            closing.close();
        }
    }

    private void requireHistory(Node node, LocalDate sold) throws IOException {
        String turnedOut = "/v1/forecasts/accuracy?by=item,horizon&from=" + sold + "&to=" + sold;
        Await.until(
                "history has how it turned out",
                PATIENCE,
                () -> client.get(node, turnedOut).body().contains("\"coverage\""));
        JsonNode group = MAPPER.readTree(client.get(node, turnedOut).body()).at("/groups/0");
        assertThat(group.path("item").asText()).isEqualTo("milk");
        assertThat(group.path("actual").asDouble()).isEqualTo(9);
        JsonNode past = MAPPER.readTree(client.get(node, "/v1/forecasts/series/store-1/milk/past?limit=1&day=" + sold)
                .body());
        assertThat(past.path("came").asDouble()).isEqualTo(9);
        assertThat(past.at("/forecasts/0/days/0/mean").asDouble())
                .isCloseTo(group.path("expected").asDouble(), within(1e-4));
        assertThat(client.get(node, "/v1/demand?from=" + sold).body()).contains("store-1|milk," + sold + ",9,");
    }

    private Node start(TestKafka kafka, TestDatabase database) throws IOException {
        List<String> sets = new ArrayList<>(List.of(
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "topics.prefix=" + kafka.named(""),
                "topics.replication=1",
                "topics.partitions=2",
                "postgres.url=" + database.jdbcUrl(),
                "postgres.user=" + database.application().user(),
                "postgres.password=" + database.application().password(),
                "postgres.owner.user=" + database.owner().user(),
                "postgres.owner.password=" + database.owner().password(),
                "postgres.sink.user=" + database.sink().user(),
                "postgres.sink.password=" + database.sink().password(),
                "http.tenant.default=" + SampleSale.TENANT,
                "schema.registry.port=0",
                "http.port=0",
                "forecast.horizon.days=14"));
        Files.createDirectories(folder);
        Configuration configuration = ConfigurationLoader.load(new ConfigurationRequest(
                        new Surroundings(Map.of("HOME", folder.toString()), folder),
                        Optional.empty(),
                        sets,
                        Optional.of(folder.resolve("data").toString()),
                        Optional.empty(),
                        CommandDefaults.NONE))
                .configuration();
        DataFolder data = DataFolder.open(configuration.data());
        closing.add(data::close);
        Node node = Node.start(configuration, data, (_, _) -> {});
        closing.add(node::close);
        node.ensure(Topics.ofTenant(SampleSale.TENANT));
        assertThat(new SampleShop(node).open()).isTrue();
        return node;
    }

    private static String history(LocalDate last) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < DAYS; i++) {
            String line =
                    "{\"itemId\": \"milk\", \"date\": \"" + last.minusDays(i) + "\", \"units\": " + (5 + i % 4) + "}";
            lines.append(i == 0 ? "" : ", ").append(line);
        }
        return "{\"header\": {\"locationId\": \"store-1\", \"occurredAt\": \"" + last
                + "T18:00:00Z\"}, \"body\": {\"type\": \"DemandHistoryLoaded\", \"lines\": [" + lines + "]}}";
    }

    private static String sale(LocalDate date) {
        return "{\"header\": {\"locationId\": \"store-1\", \"occurredAt\": \"" + date
                + "T12:00:00Z\", \"origin\": {\"system\": \"pos\", \"till\": \"t9\", \"sequence\": 1}}, \"body\":"
                + " {\"type\": \"SaleCompleted\", \"channel\": \"STORE\", \"currency\": \"EUR\", \"lines\": [{\"number\":"
                + " 1, \"kind\": \"SALE\", \"itemId\": \"milk\", \"quantity\": 9}]}}";
    }

    private void send(Node node, String target, String body) {
        HttpResponse<String> answer =
                client.ask(HttpRequest.newBuilder(node.serviceUrl().resolve(target))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        assertThat(answer.body()).contains("\"accepted\"");
    }

    private JsonNode forecast(Node node) throws IOException {
        return MAPPER.readTree(
                client.get(node, "/v1/forecasts/series/store-1/milk").body());
    }

    private JsonNode accuracy(Node node) throws IOException {
        return MAPPER.readTree(client.get(node, "/v1/forecasts/accuracy").body());
    }

    private static JsonNode served(JsonNode accuracy) {
        for (JsonNode method : accuracy.path("methods")) {
            if (method.path("served").asBoolean()) {
                return method;
            }
        }
        throw new AssertionError("nothing is served: " + accuracy);
    }
}
