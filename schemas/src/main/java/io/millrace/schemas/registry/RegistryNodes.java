package io.millrace.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends one request to one node, once, and judges what comes back.
///
/// The caller waits on a future, which a virtual thread can do without holding its carrier; the time limit is for the
/// whole answer, not only for its head.
final class RegistryNodes implements AutoCloseable {
    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final long ANSWER_BYTES_MAX = 16L << 20;

    private final RegistryOptions options;
    private final HttpClient client;
    private final JsonMapper json = new JsonMapper();

    RegistryNodes(RegistryOptions options) {
        this.options = options;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A redirect could carry the credentials elsewhere; the user is told the new address instead.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(options.connectTimeoutMillis()));
        if (options.sslContext() != null) {
            builder.sslContext(options.sslContext());
        }
        this.client = builder.build();
    }

    RegistryAttempt ask(URI url, RegistryRequest request, long timeoutMillis) {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                httpRequest(url, request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        try {
            return judge(url, answer.get(timeoutMillis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return failed(url, "did not answer within " + timeoutMillis + " ms", e);
        } catch (ExecutionException e) {
            return broken(url, e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException(
                    Reason.UNAVAILABLE, "interrupted while asking " + url + " for " + request.about(), e);
        }
    }

    private HttpRequest httpRequest(URI url, RegistryRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + request.path()))
                .header("Accept", CONTENT_TYPE + ", application/json");
        options.credentials().authorization().ifPresent(value -> builder.header("Authorization", value));
        if (request.body() != null) {
            builder.header("Content-Type", CONTENT_TYPE)
                    .POST(BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    private RegistryAttempt judge(URI url, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        JsonNode body = parse(response.body());
        if (status == 429 || status >= 500) {
            String said = body.path("message").asText("");
            String why = url + " answered " + status + (said.isBlank() ? "" : " (" + said + ")");
            return new RegistryAttempt.Failed(why, null, retryAfterMillis(response), status != 429);
        }
        RegistryAnswer answer = new RegistryAnswer(
                url, status, body, response.headers().firstValue("Location").orElse(""));
        if (answer.isSuccess() && !body.isObject()) {
            return new RegistryAttempt.Failed(
                    url + " answered " + status + ", but not with JSON as a schema registry does",
                    null,
                    OptionalLong.empty(),
                    true);
        }
        return new RegistryAttempt.Answered(answer);
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode tree = json.readTree(body);
            return tree != null && tree.isObject() ? tree : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static OptionalLong retryAfterMillis(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .map(value -> RetryDelays.retryAfterMillis(value, Instant.now()))
                .orElseGet(OptionalLong::empty);
    }

    private static RegistryAttempt.Failed broken(URI url, Throwable cause) {
        if (cause instanceof IOException failure) {
            return failed(url, NetworkFailures.describe(failure), failure);
        }
        throw new IllegalStateException("asking " + url + " failed in an unexpected way", cause);
    }

    private static RegistryAttempt.Failed failed(URI url, String what, Exception cause) {
        return new RegistryAttempt.Failed(url + " " + what, cause, OptionalLong.empty(), true);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
