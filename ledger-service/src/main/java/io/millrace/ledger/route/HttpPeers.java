package io.millrace.ledger.route;

import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Tenancy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Asks other nodes the same over HTTP.
public final class HttpPeers implements Peers, AutoCloseable {
    /// Forbids the node that is asked to ask another one.
    public static final String FORWARDED = "Millrace-Forwarded";

    private static final String TRACE = "traceparent";
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final int SERVER_ERRORS = 500;

    private final Supplier<Optional<String>> trace;
    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    public HttpPeers() {
        this(Optional::empty);
    }

    /// @param trace what the asking thread's requests carry as `traceparent`
    public HttpPeers(Supplier<Optional<String>> trace) {
        this.trace = trace;
    }

    @Override
    public CompletableFuture<Reply> ask(String node, Question question, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + node + question.target()))
                .header(Tenancy.HEADER, question.tenant().value())
                .header(FORWARDED, "true")
                .timeout(patience);
        trace.get().ifPresent(parent -> request.header(TRACE, parent));
        return client.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(answer -> reply(node, answer));
    }

    private static Reply reply(String node, HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= SERVER_ERRORS) {
            throw new IllegalStateException(node + " answers " + answer.statusCode());
        }
        String mediaType = answer.headers().firstValue("Content-Type").orElse(Reply.JSON);
        return Reply.passedOn(answer.statusCode(), mediaType, answer.body());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
