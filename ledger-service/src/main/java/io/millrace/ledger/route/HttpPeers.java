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
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/// Asks other nodes the same over HTTP, with the credentials of whoever asked here. The other node checks them as if
/// they came from outside, so no node has to trust another, and a question can't get further by going through one. They
/// are only ever sent to nodes of our own group, and redirects are not followed.
public final class HttpPeers implements Peers, AutoCloseable {
    /// Forbids the node that is asked to ask another one.
    public static final String FORWARDED = "Millrace-Forwarded";

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final int SERVER_ERRORS = 500;

    private final String scheme;
    private final HttpClient client;

    /// Asks nodes that serve without TLS.
    public HttpPeers() {
        this.scheme = "http";
        this.client = client().build();
    }

    /// Asks nodes that serve with TLS.
    ///
    /// @param trust whose certificates are believed
    public HttpPeers(SSLContext trust) {
        this.scheme = "https";
        this.client = client().sslContext(trust).build();
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
    }

    @Override
    public CompletableFuture<Reply> ask(String node, Question question, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://" + node + question.target()))
                .header(FORWARDED, "true")
                .timeout(patience);
        question.credentials().forEach(request::header);
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
