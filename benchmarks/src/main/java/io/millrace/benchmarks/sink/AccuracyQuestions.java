package io.millrace.benchmarks.sink;

import io.millrace.benchmarks.kit.Latencies;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.history.query.ForecastHistoryEndpoints;
import io.millrace.ledger.history.query.ForecastQueries;
import io.millrace.ledger.history.query.HistoryQueries;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.http.ValueType;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Questions over every score there is, asked over HTTP one after the other.
final class AccuracyQuestions {
    private static final List<String> QUESTIONS = List.of(
            "by=method&coverage=false",
            "by=week",
            "by=horizon",
            "by=class,week",
            "by=item&sort=worst&limit=20",
            "by=item,week&location=store-1",
            "by=week&item=item-7");

    private AccuracyQuestions() {}

    static Latencies measure(SinkScene scene, int rounds) {
        HistoryQueries queries = new HistoryQueries(scene.database().tenants());
        ForecastHistoryEndpoints past = new ForecastHistoryEndpoints(
                queries,
                new ForecastQueries(scene.database().tenants(), Duration.ofMinutes(1)),
                () -> Instant.parse("2026-03-20T08:00:00Z"));
        Endpoint live = Endpoint.get("/v1/forecasts/accuracy", Access.READERS)
                .named("getForecastAccuracy", new Tag("Forecasts", ""), "How forecasts turned out")
                .parameters(Parameter.query("location", ValueType.LOCATION, "Only of this location"))
                .answers(Answer.json(200, JsonSchema.text(), "Nothing"))
                .handledBy(_ -> Reply.empty(204));
        try (HttpClient client = HttpClient.newHttpClient()) {
            LedgerServer server = LedgerServer.start(new LedgerServer.Options(
                    "127.0.0.1",
                    0,
                    List.of(),
                    Map.of(),
                    Tenancy.byHeader(Optional.of(TenantId.of(SaleJournal.TENANT))),
                    past.withAccuracy(List.of(live))));
            try (server) {
                Latencies latencies = new Latencies();
                for (int round = 0; round < Math.min(rounds, 5); round++) {
                    for (String question : QUESTIONS) {
                        HttpRequest request = HttpRequest.newBuilder(
                                        server.url().resolve("/v1/forecasts/accuracy?" + question))
                                .build();
                        long started = System.nanoTime();
                        HttpResponse<String> answer = send(client, request);
                        latencies.addNanos(System.nanoTime() - started);
                        if (answer.statusCode() != 200) {
                            throw new IllegalStateException(question + " was answered " + answer.body());
                        }
                    }
                }
                return latencies;
            }
        }
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException unanswered) {
            throw new IllegalStateException("no answer to " + request, unanswered);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
