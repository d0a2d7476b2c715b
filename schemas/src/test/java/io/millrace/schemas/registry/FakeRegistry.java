package io.millrace.schemas.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// A registry on loopback that says what a test tells it to say, in that order, and counts what it is asked.
final class FakeRegistry implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    record Asked(String method, String path, String authorization, String contentType, String body) {}

    private FakeRegistry(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    static FakeRegistry start() throws IOException {
        return new FakeRegistry(HttpServer.create(loopback(), 0), "http");
    }

    static FakeRegistry startTls(SSLContext context, boolean needsClientCertificate) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setNeedClientAuth(needsClientCertificate);
                parameters.setSSLParameters(ssl);
            }
        });
        return new FakeRegistry(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    FakeRegistry says(int status, String body) {
        return says(exchange -> send(exchange, status, body));
    }

    FakeRegistry saysRetryAfter(int status, String retryAfter) {
        return says(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            send(exchange, status, "{}");
        });
    }

    FakeRegistry says(Reply reply) {
        replies.add(reply);
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toASCIIString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    body));
            Reply reply = replies.poll();
            if (reply == null) {
                send(exchange, 418, "{\"message\":\"the test did not expect this request\"}");
            } else {
                reply.to(exchange);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        executor.close();
    }
}
