package io.millrace.benchmarks.intake;

import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/// Sales as bodies of requests, made beforehand, and the clients that send them.
final class SalePosts implements AutoCloseable {
    static final int BATCH = 100;

    private final List<byte[]> bodies = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> asRecords = new ArrayList<>();
    private final URI sales;
    private final int clients;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads;

    SalePosts(URI service, int clients, SchemaRegistry registry, List<ProducerRecord<byte[], byte[]>> records) {
        this.sales = service.resolve("/v1/sales");
        this.clients = clients;
        this.threads = Executors.newFixedThreadPool(clients);
        Deserializer<TillEvent> deserializer = Topics.SALES.valueSerde(registry).deserializer();
        for (int from = 0; from < records.size(); from += BATCH) {
            List<String> sales = new ArrayList<>();
            for (var record : records.subList(from, Math.min(records.size(), from + BATCH))) {
                String json = JsonView.of(deserializer.deserialize(record.topic(), record.value()))
                        .toString();
                sales.add(json);
                asRecords.add(new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), json.getBytes(StandardCharsets.UTF_8)));
            }
            bodies.add(("[" + String.join(",", sales) + "]").getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The same sales with the same bytes of JSON, a record each.
    List<ProducerRecord<byte[], byte[]>> records() {
        return asRecords;
    }

    long bodyBytes() {
        return bodies.stream().mapToLong(body -> body.length).sum();
    }

    /// Sends all of them and returns when all are accepted.
    void send() {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> working = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            working.add(threads.submit(() -> work(next)));
        }
        try {
            for (Future<?> one : working) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a client failed", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private void work(AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
            post(bodies.get(i));
        }
    }

    private void post(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(sales)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 202 || !answer.body().contains("\"refused\":0")) {
                throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException gone) {
            throw new IllegalStateException("the service did not answer", gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
