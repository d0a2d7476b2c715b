package io.millrace.ledger.route;

import io.millrace.ledger.http.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// Asks other nodes the same over HTTP, with the credentials of whoever asked here. The other node checks them as if
/// they came from outside, so no node has to trust another, and a question can't get further by going through one. They
/// are only ever sent to nodes of our own group, and redirects are not followed.
public final class HttpPeers implements Peers, AutoCloseable {
    /// Forbids the node that is asked to ask another one.
    public static final String FORWARDED = "Millrace-Forwarded";

    private static final String TRACE = "traceparent";
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final int SERVER_ERRORS = 500;

    private final String scheme;
    private final HttpClient client;
    private final Supplier<Optional<String>> trace;

    /// Asks nodes that serve without TLS.
    public HttpPeers() {
        this(Optional.empty(), Optional::empty);
    }

    /// @param trust whose certificates are believed of nodes that serve with TLS; without it they serve in the clear
    /// @param trace what the asking thread's requests carry as `traceparent`
    public HttpPeers(Optional<SSLContext> trust, Supplier<Optional<String>> trace) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        trust.ifPresent(builder::sslContext);
        this.scheme = trust.isPresent() ? "https" : "http";
        this.client = builder.build();
        this.trace = trace;
    }

    @Override
    public CompletableFuture<Reply> ask(String node, Question question, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://" + node + question.target()))
                .header(FORWARDED, "true")
                .timeout(patience);
        question.credentials().forEach(request::header);
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
