package io.millrace.embedded;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Asks a node's service over HTTP.
final class NodeClient implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();

    HttpResponse<String> get(Node node, String target) {
        return ask(HttpRequest.newBuilder(node.serviceUrl().resolve(target)).build());
    }

    HttpResponse<String> ask(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException unanswered) {
            throw new IllegalStateException("no answer to " + request, unanswered);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
