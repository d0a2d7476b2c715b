package io.millrace.ledger.forecasting.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.JobState;
import io.millrace.events.demand.RunState;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Runs of forecasts on a real broker: as days close, as somebody asks, and as workers die. Each test has topics
/// of its own and mostly waits, so they run at once.
@ExtendWith(KafkaExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ForecastRunsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate LAST = ForecastScene.FIRST.plusDays(90);

    @TempDir
    private Path folder;

    @Test
    void shouldRenewForecastsWhenDaysCloseAndTellThem(TestKafka kafka) {
        try (ForecastScene scene = new ForecastScene(kafka, "closing.", folder, 3)) {
            scene.worker("one", _ -> {});
            scene.sell("store-1", 5, ForecastScene.FIRST, LAST);
            awaitForecast(scene, "item-4", LAST);

            scene.sell("store-1", 2, LAST.plusDays(1), LAST.plusDays(1));

            JsonNode renewed = awaitForecast(scene, "item-4", LAST.plusDays(1));
            assertThat(renewed.path("days")).hasSize(14);
            assertThat(renewed.at("/days/0/date").asText())
                    .isEqualTo(LAST.plusDays(2).toString());
            assertThat(renewed.path("version").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(scene.all(Topics.FORECAST_RUNS).getLast().jobs())
                    .as("five series, three a job at most")
                    .hasSize(2);
            requireSums(scene);
            requireOverrides(scene);
            requireProblems(scene.client());
            requireMethod(scene.client());
        }
    }

    private static JsonNode awaitForecast(ForecastScene scene, String item, LocalDate dataUpTo) {
        Await.until(
                item + " is forecast from what was known on " + dataUpTo,
                PATIENCE,
                () -> scene.client()
                        .get("/v1/forecasts/series/store-1/" + item)
                        .body()
                        .contains("\"dataUpTo\":\"" + dataUpTo));
        return CheckedClient.json(scene.client().get("/v1/forecasts/series/store-1/" + item));
    }

    private static void requireSums(ForecastScene scene) {
        LocalDate first = LAST.plusDays(2);
        JsonNode week = CheckedClient.json(scene.client()
                        .get("/v1/forecasts/series/store-1/item-4?from=" + first + "&to=" + first.plusDays(6)
                                + "&levels=0.5,0.95"))
                .path("sum");
        JsonNode day = CheckedClient.json(scene.client()
                        .get("/v1/forecasts/series/store-1/item-4?from=" + first + "&to=" + first + "&levels=0.95"))
                .path("sum");

        assertThat(week.at("/quantiles/1/value").asDouble())
                .isGreaterThan(week.at("/quantiles/0/value").asDouble())
                .isLessThan(7 * day.at("/quantiles/0/value").asDouble());
        assertThat(week.path("mean").asDouble())
                .isGreaterThan(4 * day.path("mean").asDouble());
    }

    private static void requireOverrides(ForecastScene scene) {
        CheckedClient client = scene.client();
        LocalDate first = LAST.plusDays(2);
        String path = "/v1/forecasts/overrides/store-1/item-4/fair";
        String fair = "{\"from\": \"" + first + "\", \"to\": \"" + first.plusDays(1)
                + "\", \"factor\": 3, \"actor\": \"Pia\", \"reason\": \"a fair in town\"}";

        assertThat(put(client, path, fair).statusCode()).isEqualTo(200);
        Await.until("the topic tells it", PATIENCE, () -> told(scene, 1));
        JsonNode day = CheckedClient.json(client.get("/v1/forecasts/series/store-1/item-4"))
                .at("/days/0");
        assertThat(day.path("mean").asDouble())
                .isCloseTo(3 * day.path("baseline").asDouble(), within(1e-9));
        assertThat(client.get("/v1/forecasts/overrides?location=store-1").body())
                .contains("a fair in town", "Pia");
        assertThat(client.ask("DELETE", path, BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
        Await.until("the topic tells it no more", PATIENCE, () -> told(scene, 0));
        assertThat(client.get("/v1/forecasts/overrides").body()).doesNotContain("Pia");
        assertThat(put(client, path, fair.replace("\"factor\": 3, ", "")).body())
                .contains("give either factor or mean");
        assertThat(put(client, path, fair.replace("\"reason\"", "\"reasn\"")).body())
                .contains("did you mean reason?");
    }

    /// Whether the newest record of the item's forecast tells so many overrides.
    private static boolean told(ForecastScene scene, int overrides) {
        return scene.all(Topics.FORECASTS).stream()
                .filter(forecast -> forecast.itemId().equals("item-4"))
                .reduce((_, later) -> later)
                .filter(last -> last.overrides().size() == overrides && last.revision() > 0)
                .isPresent();
    }

    private static void requireMethod(CheckedClient client) {
        assertThat(client.get("/v1/forecasts/method").body()).contains("\"method\":\"auto-fast\"");
        HttpResponse<String> pinned = put(
                client,
                "/v1/forecasts/method",
                "{\"method\": \"croston\", \"actor\": \"Pia\", \"reason\": \"lumpy goods\"}");
        assertThat(pinned.body()).contains("\"method\":\"croston\"", "lumpy goods", "PINNED");
        assertThat(client.post("/v1/forecasts/runs", "{\"runId\": \"pinned\", \"items\": [\"item-4\", \"itm-4\"]}")
                        .statusCode())
                .isEqualTo(202);
        Await.until(
                "the pinned method is served",
                PATIENCE,
                () -> client.get("/v1/forecasts/series/store-1/item-4").body().contains("\"method\":\"croston\""));
        assertThat(client.get("/v1/forecasts/runs/pinned").body()).contains("leftOut", "itm-4", "spelt");
        assertThat(put(
                                client,
                                "/v1/forecasts/method",
                                "{\"method\": \"planning-tool\", \"actor\": \"Pia\", \"reason\": \"x\"}")
                        .body())
                .contains("from elsewhere is scored", "croston");
    }

    private static HttpResponse<String> put(CheckedClient client, String target, String json) {
        return client.ask("PUT", target, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    private static void requireProblems(CheckedClient client) {
        assertThat(client.get("/v1/forecasts/series/store-1/nothing").body())
                .contains("POST /v1/forecasts/runs", "no day with a movement of it has closed yet");
        assertThat(client.get("/v1/forecasts/series/store-1/item-4?from=2020-01-01")
                        .body())
                .contains("the forecast covers");
        assertThat(client.get("/v1/forecasts/series/store-1/item-4?levels=95").body())
                .contains("between 0 and 1");
        assertThat(client.get("/v1/forecasts/runs/nothing").statusCode()).isEqualTo(404);
        assertThat(client.post("/v1/forecasts/runs", "{\"horizonDays\": 0}").statusCode())
                .isEqualTo(400);
        assertThat(client.post("/v1/forecasts/runs", "{\"locatons\": []}").body())
                .contains("did you mean locations?");
    }

    @Test
    void shouldWriteEachForecastOnceWhenAWorkerDiesBeforeItCommits(TestKafka kafka) throws InterruptedException {
        try (ForecastScene scene = new ForecastScene(kafka, "dying.", folder, 10)) {
            // given: a worker that dies with all of its forecasts sent and none committed, and comes to life again
            CountDownLatch sent = new CountDownLatch(1);
            CountDownLatch resurrection = new CountDownLatch(1);
            ForecastWorker dying = scene.worker("dying", _ -> {
                sent.countDown();
                awaitUninterruptibly(resurrection);
            });
            scene.sell("store-1", 6, ForecastScene.FIRST, LAST);
            assertThat(sent.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            dying.die();
            assertThat(scene.all(Topics.FORECASTS)).isEmpty();

            // when
            scene.worker("heir", _ -> {});
            Await.until("the run is done", PATIENCE, () -> isDone(scene));
            resurrection.countDown();

            // then
            assertThat(run(scene).forecasts()).isEqualTo(6);
            Await.until("the next run is done", PATIENCE, () -> asked(scene));
            List<ForecastJobResult> results = scene.all(Topics.FORECAST_JOB_RESULTS);
            assertThat(results)
                    .as("one result for each job of two runs")
                    .hasSize(2)
                    .allMatch(result ->
                            result.state() == JobState.DONE && result.worker().equals("heir"));
            assertThat(scene.all(Topics.FORECASTS)).hasSize(12);
            assertThat(scene.all(Topics.SHADOW_FORECASTS)).hasSize(12);
            Set<String> keys = new HashSet<>();
            for (Forecast forecast : scene.all(Topics.FORECASTS)) {
                assertThat(keys.add(forecast.itemId() + forecast.runId())).isTrue();
            }
        }
    }

    @Test
    void shouldWriteAJobOnceWhenTheProcessThatHadItIsKilled(TestKafka kafka) throws IOException, InterruptedException {
        try (ForecastScene scene = new ForecastScene(kafka, "killed.", folder, 10)) {
            // given: a process that has sent all forecasts of a job and committed none
            Path sent = folder.resolve("sent");
            Process process = scene.process(sent);
            scene.sell("store-1", 6, ForecastScene.FIRST, LAST);
            Await.until("the forecasts are sent", PATIENCE, () -> Files.exists(sent));
            assertThat(scene.all(Topics.FORECASTS)).isEmpty();

            // when
            process.destroyForcibly().waitFor();
            scene.worker("heir", _ -> {});

            // then
            Await.until("the run is done", PATIENCE, () -> isDone(scene));
            assertThat(scene.all(Topics.FORECAST_JOB_RESULTS))
                    .extracting(ForecastJobResult::worker)
                    .containsExactly("heir");
            assertThat(scene.all(Topics.FORECASTS))
                    .extracting(Forecast::itemId)
                    .containsExactlyInAnyOrder("item-0", "item-1", "item-2", "item-3", "item-4", "item-5");
            assertThat(run(scene).forecasts()).isEqualTo(6);
        }
    }

    @Test
    void shouldKeepAJobThatTakesLongerThanItsLock(TestKafka kafka) throws InterruptedException {
        try (ForecastScene scene = new ForecastScene(kafka, "slow.", folder, 10)) {
            // given: a worker that takes its time, and another that has none to do
            CountDownLatch sent = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            scene.worker("slow", _ -> {
                sent.countDown();
                awaitUninterruptibly(end);
            });
            scene.sell("store-1", 6, ForecastScene.FIRST, LAST);
            assertThat(sent.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            long taken = System.nanoTime();
            scene.worker("idle", _ -> {});

            // when
            Await.until("three locks are over", () -> System.nanoTime() - taken > 3 * ForecastScene.LOCK.toNanos());
            end.countDown();

            // then
            Await.until("the run is done", PATIENCE, () -> isDone(scene));
            assertThat(scene.all(Topics.FORECAST_JOB_RESULTS))
                    .extracting(ForecastJobResult::worker)
                    .containsExactly("slow");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean isOver = false;
        while (!isOver) {
            try {
                isOver = latch.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException ignored) {
                // A process that hangs is not interrupted either.
            }
        }
    }

    private static ForecastRun run(ForecastScene scene) {
        return scene.all(Topics.FORECAST_RUNS).getLast();
    }

    private static boolean isDone(ForecastScene scene) {
        List<ForecastRun> runs = scene.all(Topics.FORECAST_RUNS);
        return !runs.isEmpty() && runs.getLast().state() == RunState.DONE;
    }

    /// Asks for a run, once, and says whether it is done.
    private static boolean asked(ForecastScene scene) {
        CheckedClient client = scene.client();
        HttpResponse<String> found = client.get("/v1/forecasts/runs/again");
        if (found.statusCode() == 404) {
            assertThat(client.post("/v1/forecasts/runs", "{\"runId\": \"again\"}")
                            .statusCode())
                    .isEqualTo(202);
            return false;
        }
        return found.body().contains("\"state\":\"DONE\",\"method\"");
    }

    @Test
    void shouldLeaveOutWhatIsCancelled(TestKafka kafka) {
        try (ForecastScene scene = new ForecastScene(kafka, "cancelled.", folder, 2)) {
            // given: nobody works yet
            scene.sell("store-1", 6, ForecastScene.FIRST, LAST);
            CheckedClient client = scene.client();
            Await.until(
                    "a run waits",
                    PATIENCE,
                    () -> client.get("/v1/forecasts/runs").body().contains("\"state\":\"WAITING\""));
            String run = run(scene).runId();

            HttpResponse<String> cancelled =
                    client.ask("POST", "/v1/forecasts/runs/" + run + "/cancel", BodyPublishers.noBody());
            scene.worker("late", _ -> {});

            assertThat(cancelled.body()).contains("\"state\":\"CANCELLED\"");
            Await.until(
                    "its jobs are left out",
                    PATIENCE,
                    () -> scene.all(Topics.FORECAST_JOB_RESULTS).size() == 3);
            assertThat(scene.all(Topics.FORECAST_JOB_RESULTS)).allMatch(one -> one.state() == JobState.CANCELLED);
            assertThat(scene.all(Topics.FORECASTS)).isEmpty();
        }
    }
}
