package io.millrace.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the client does when connections and threads do not do what they should.
class RegistryConnectionIT {
    private static final Schema LINE = Schema.create(Schema.Type.STRING);

    private FakeRegistry first;
    private FakeRegistry second;

    @BeforeEach
    void start() throws IOException {
        first = FakeRegistry.start();
        second = FakeRegistry.start();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private RegistryOptions options() {
        return RegistryOptions.of(first.url()).withTimeouts(5_000, 20_000, 60_000);
    }

    private static SchemaRegistryException refusal(Runnable call) {
        return catchThrowableOfType(SchemaRegistryException.class, call::run);
    }

    @Test
    void shouldAskAgainWhenAnswerBreaksOff() {
        first.says(exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write("{\"id\":7".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    throw new IOException("the test breaks the connection here");
                })
                .says(200, "{\"id\":7}");

        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(options())) {
            assertThat(registry.register("s", LINE)).isEqualTo(7);
        }

        assertThat(first.asked()).hasSize(2);
    }

    @Test
    void shouldAskNextNodeWhenAnswerStallsAfterItsHead() {
        CountDownLatch end = new CountDownLatch(1);
        first.says(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitQuietly(end);
        });
        second.says(200, "{\"id\":7}");

        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(
                RegistryOptions.of(first.url(), second.url()).withTimeouts(5_000, 500, 60_000))) {
            assertThat(registry.register("s", LINE)).isEqualTo(7);
        } finally {
            end.countDown();
        }
    }

    @Test
    void shouldSayThatNobodyListensWhenConnectionIsRefused() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(
                RegistryOptions.of("http://localhost:" + port).withRetries(1, 1))) {
            assertThat(refusal(() -> registry.schemaById(1)))
                    .hasMessageContainingAll("localhost:" + port, "does not accept connections", "schema.registry.url")
                    .returns(Reason.UNAVAILABLE, SchemaRegistryException::reason);
        }
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        first.says(exchange -> awaitQuietly(end));
        AtomicReference<SchemaRegistryException> refusal = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();

        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(options())) {
            Thread caller = Thread.startVirtualThread(() -> {
                refusal.set(refusal(() -> registry.schemaById(1)));
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
            Await.until("the request arrives", () -> !first.asked().isEmpty());
            caller.interrupt();
            caller.join();
        } finally {
            end.countDown();
        }

        assertThat(refusal.get().reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refusal.get()).hasMessageContaining("interrupted");
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void shouldStopPausingWhenClosed() throws InterruptedException {
        first.saysRetryAfter(429, "50");
        AtomicReference<SchemaRegistryException> refusal = new AtomicReference<>();
        HttpSchemaRegistry registry = new HttpSchemaRegistry(options());
        Thread caller = Thread.ofPlatform().start(() -> refusal.set(refusal(() -> registry.schemaById(1))));
        Await.until("the request arrives", () -> !first.asked().isEmpty());

        registry.close();
        caller.join();

        assertThat(refusal.get().reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(first.asked()).hasSize(1);
        assertThatThrownBy(() -> registry.schemaById(1)).hasMessageContaining("closed");
    }

    @Test
    void shouldServeManyVirtualThreadsAtOnce() throws InterruptedException {
        int callers = 100;
        CountDownLatch allArrived = new CountDownLatch(callers);
        IntStream.range(0, callers)
                .forEach(i -> first.says(exchange -> {
                    allArrived.countDown();
                    awaitQuietly(allArrived);
                    FakeRegistry.send(exchange, 200, "{\"id\":7}");
                }));
        AtomicLong sum = new AtomicLong();

        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(options())) {
            List<Thread> threads = IntStream.range(0, callers)
                    .mapToObj(i -> Thread.startVirtualThread(() -> sum.addAndGet(registry.register("s" + i, LINE))))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(sum).hasValue(7L * callers);
        assertThat(first.asked()).hasSize(callers);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
