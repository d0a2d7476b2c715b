package io.millrace.benchmarks.security;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Latencies;
import io.millrace.benchmarks.kit.Report;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.Transport;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.security.ApiKeys;
import io.millrace.ledger.security.Audit;
import io.millrace.ledger.security.Gatekeeper;
import io.millrace.ledger.security.Limits;
import io.millrace.ledger.security.OwnIssuer;
import io.millrace.ledger.security.TokenSettings;
import io.millrace.ledger.security.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// How much longer a request takes whose sender has to prove who they are, beside the same request that is open to
/// anyone. Both are asked in turn, over the same connection, so that whatever else the machine does meets both.
public final class AuthorisationBenchmark implements Benchmark {
    private static final Tag TAG = new Tag("Bench", "What is measured.");
    private static final TenantId TENANT = TenantId.of("acme");
    private static final String AUDIENCE = "millrace";
    private static final int OK = 200;
    private static final Limits LIMITS = new Limits(1_000_000, 1_000_000, 1_000_000);

    @Override
    public String name() {
        return "authorisation";
    }

    @Override
    public String description() {
        return "A request with a token, beside the same that is open to anyone";
    }

    @Override
    public Report run(Effort effort) {
        int asked = effort == Effort.FULL ? 20_000 : 300;
        try {
            Path folder = Files.createTempDirectory("millrace-bench-issuer");
            try {
                return run(OwnIssuer.open(folder), asked);
            } finally {
                for (String file : List.of("issuer.json", "keys.json")) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the bench could not ask", failed);
        }
    }

    private Report run(OwnIssuer issuer, int asked) throws IOException {
        String token = issuer.token(Principal.unnamed(TENANT), AUDIENCE, Instant.now(), Duration.ofHours(1));
        TokenSettings settings = new TokenSettings(
                issuer.name(), AUDIENCE, issuer.keys(), Duration.ofSeconds(30), TokenSettings.Claims.STANDARD);
        InstantSource clock = InstantSource.system();
        try (Tokens tokens = new Tokens(settings, clock)) {
            Gatekeeper gatekeeper = new Gatekeeper(
                    tokens, new ApiKeys(new NoKeys(), clock), new Audit(clock, _ -> {}), LIMITS, System::nanoTime);
            LedgerServer.Options options = new LedgerServer.Options(
                    "127.0.0.1",
                    0,
                    List.of(),
                    Map.of(),
                    gatekeeper,
                    List.of(endpoint("open", Access.anyone()), endpoint("guarded", Access.STOCK_READERS)));
            try (LedgerServer server = LedgerServer.start(options, Transport.LOOPBACK);
                    HttpClient client = HttpClient.newHttpClient()) {
                return measure(client, server.url(), token, asked);
            }
        }
    }

    private Report measure(HttpClient client, URI service, String token, int asked) throws IOException {
        HttpRequest open = request(service.resolve("/bench/open"), token);
        HttpRequest guarded = request(service.resolve("/bench/guarded"), token);
        for (int i = 0; i < asked / 2; i++) {
            nanos(client, open);
            nanos(client, guarded);
        }
        Latencies opens = new Latencies();
        Latencies guardeds = new Latencies();
        for (int i = 0; i < asked; i++) {
            opens.addNanos(nanos(client, open));
            guardeds.addNanos(nanos(client, guarded));
        }
        double openMillis = opens.percentileMillis(0.99);
        double guardedMillis = guardeds.percentileMillis(0.99);
        return new Report(name())
                .line("The same request, in turn with and without proof of who sends it (a token signed with ES256):")
                .figure("open_ms_p50", opens.percentileMillis(0.5), "ms")
                .figure("guarded_ms_p50", guardeds.percentileMillis(0.5), "ms")
                .figure("open_ms_p99", openMillis, "ms")
                .figure("guarded_ms_p99", guardedMillis, "ms")
                .figure("authorisation_ms_p99", Math.max(0, guardedMillis - openMillis), "ms");
    }

    private static HttpRequest request(URI target, String token) {
        return HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static long nanos(HttpClient client, HttpRequest request) throws IOException {
        long started = System.nanoTime();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != OK) {
                throw new IllegalStateException(request.uri() + " was answered with " + status);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", interrupted);
        }
        return System.nanoTime() - started;
    }

    private static Endpoint endpoint(String word, Access access) {
        return Endpoint.get("/bench/" + word, access)
                .named(word, TAG, "Answers at once")
                .answers(Answer.of(OK, Reply.HTML, "Nothing much"))
                .handledBy(request -> Reply.json(OK, "{}".getBytes(StandardCharsets.UTF_8)));
    }
}
