package io.millrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.ledger.HealthCheck.Health;
import io.millrace.ledger.HealthCheck.Question;
import io.millrace.ledger.http.Tenancy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerServerIT {
    private final AtomicReference<Health> database = new AtomicReference<>(new Health.Up());
    private final HttpClient client = HttpClient.newHttpClient();
    private final LedgerServer server = LedgerServer.start(new LedgerServer.Options(
            "127.0.0.1",
            0,
            List.of(
                    new Fixed(
                            "process", Set.of(Question.LIVE, Question.STARTED), new AtomicReference<>(new Health.Up())),
                    new Fixed("postgres", Set.of(Question.READY), database)),
            Map.of("A <name>", URI.create("http://127.0.0.1:8081")),
            Tenancy.byHeader(Optional.empty()),
            List.of()));

    private record Fixed(String name, Set<Question> questions, AtomicReference<Health> health) implements HealthCheck {
        @Override
        public Health check() {
            return health.get();
        }
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void shouldSayUpWhenEverythingIs() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/observe/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("status").asText()).isEqualTo("UP");
        assertThat(json(answer).path("checks").size()).isEqualTo(2);
    }

    @Test
    void shouldNameTheCauseAndStayAliveWhenSomethingItNeedsIsAway() throws IOException, InterruptedException {
        database.set(new Health.Down("PostgreSQL does not answer"));

        HttpResponse<String> ready = get("/observe/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).at("/checks/postgres/cause").asText()).isEqualTo("PostgreSQL does not answer");
        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/observe/health/started").statusCode()).isEqualTo(200);
        assertThat(get("/observe/health").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldNotWaitForACheckThatNeverAnswers() throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        try (LedgerServer stuck = serving(new Asking("stuck", () -> await(never)))) {
            HttpResponse<String> answer = get(stuck, "/observe/health/ready");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).at("/checks/stuck/cause").asText()).isEqualTo("It does not answer within 2 s.");
        }
    }

    @Test
    void shouldAskAllChecksAtOnce() throws IOException, InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Supplier<Health> together = () -> {
            both.countDown();
            return await(both);
        };
        try (LedgerServer meeting = serving(new Asking("one", together), new Asking("other", together))) {
            assertThat(get(meeting, "/observe/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldSayDownWhenACheckFailsItself() throws IOException, InterruptedException {
        Supplier<Health> broken = () -> {
            throw new IllegalStateException("out of order");
        };
        try (LedgerServer failing = serving(new Asking("broken", broken))) {
            HttpResponse<String> answer = get(failing, "/observe/health/ready");

            assertThat(json(answer).at("/checks/broken/cause").asText()).contains("out of order");
            assertThat(answer.statusCode()).isEqualTo(503);
        }
    }

    @Test
    void shouldPutAnAddressOfVersionSixIntoBrackets() {
        assertThat(LedgerServer.url("http", "::1", 8080)).hasToString("http://[::1]:8080");
    }

    private record Asking(String name, Supplier<Health> look) implements HealthCheck {
        @Override
        public Set<Question> questions() {
            return Set.of(Question.READY);
        }

        @Override
        public Health check() {
            return look.get();
        }
    }

    private static LedgerServer serving(HealthCheck... checks) {
        return LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1", 0, List.of(checks), Map.of(), Tenancy.byHeader(Optional.empty()), List.of()));
    }

    private static Health await(CountDownLatch latch) {
        try {
            latch.await();
            return new Health.Up();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Health.Down("interrupted");
        }
    }

    @Test
    void shouldShowWhereEverythingIs() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("A &lt;name&gt;").contains("http://127.0.0.1:8081");
    }

    @Test
    void shouldAnswerWithAProblemWhenThereIsNothing() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/v9/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("detail").asText()).contains("nothing to GET at /v9/nothing");
        assertThat(get("/observe/health/dead").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseAMethodThatMeansNothingHere() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.url())
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(server, path);
    }

    private HttpResponse<String> get(LedgerServer asked, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(asked.url().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
