package io.millrace.benchmarks.sink;

import io.millrace.benchmarks.kit.Latencies;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.database.Transactions;
import io.millrace.ledger.history.query.HistoryEndpoints;
import io.millrace.ledger.history.query.HistoryQueries;
import io.millrace.ledger.http.Tenancy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists over many positions of a tenant, asked over HTTP one after the other.
final class PositionLists {
    private static final String TENANT = "lists";
    private static final int ITEMS = 10_000;
    private static final List<String> QUESTIONS = List.of(
            "limit=100",
            "limit=100&location=l7",
            "limit=100&item=i77",
            "limit=100&state=out-of-stock",
            "limit=100&sort=available",
            "limit=100&sort=available-down",
            "limit=100&sort=available&location=l7",
            "limit=100&sort=longest-out",
            "limit=100&sort=item&category=food/c3",
            "limit=100&category=food/c3&state=below-zero");

    private PositionLists() {}

    /// Fills the table with so many positions, and measures.
    static Latencies measure(SinkScene scene, int positions, int rounds) throws SQLException {
        fill(scene, positions);
        scene.analyze();
        try (HttpClient client = HttpClient.newHttpClient()) {
            LedgerServer server = LedgerServer.start(new LedgerServer.Options(
                    "127.0.0.1",
                    0,
                    List.of(),
                    Map.of(),
                    Tenancy.byHeader(Optional.of(TenantId.of(TENANT))),
                    new HistoryEndpoints(new HistoryQueries(scene.database().tenants())).endpoints()));
            try (server) {
                ask(client, server.url(), Math.max(1, rounds / 4));
                return ask(client, server.url(), rounds);
            }
        }
    }

    private static void fill(SinkScene scene, int positions) throws SQLException {
        new Transactions(scene.database().sink()).run(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "insert into item select '" + TENANT + "', 'i' || n, 0, 1, 'Item ' || n, 'food/c' || n"
                                + " % 500, null, 'EA', 'ACTIVE', 1 from generate_series(0, " + (ITEMS - 1) + ") n");
                return statement.executeUpdate("insert into position select '" + TENANT + "', 'l' || n / " + ITEMS
                        + ", 'i' || n % " + ITEMS
                        + ", 0, n, n, 1, (n * 7919::bigint % 200003) - 4000, 1, 1, 0, 0, 0, 0, 0,"
                        + " null, now(), now(), case when n % 50 = 0 then now() - n * interval '1 second' end, 1, 'EUR'"
                        + " from generate_series(0, " + (positions - 1) + ") n");
            }
        });
    }

    private static Latencies ask(HttpClient client, URI service, int rounds) {
        Latencies latencies = new Latencies();
        for (int round = 0; round < rounds; round++) {
            for (String question : QUESTIONS) {
                HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/positions?" + question))
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
