package io.millrace.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachingSchemaRegistryTest {
    private static final Schema LINE = record("one line");
    private static final int MISSING_TIME_MILLIS = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final Counting inner = new Counting();
    private final CachingSchemaRegistry registry = new CachingSchemaRegistry(inner, MISSING_TIME_MILLIS, nanos::get);

    private static Schema record(String doc) {
        return SchemaBuilder.record("Line")
                .doc(doc)
                .fields()
                .requiredString("sku")
                .endRecord();
    }

    /// Counts requests, holds them while a gate is set, and fails while told to.
    private static final class Counting implements SchemaRegistry {
        private final AtomicInteger requests = new AtomicInteger();
        private final ConcurrentHashMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
        private volatile @Nullable Reason failure;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        private void request() {
            requests.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            Reason reason = failure;
            if (reason != null) {
                throw new SchemaRegistryException(reason, "told to fail");
            }
        }

        @Override
        public int register(String subject, Schema schema) {
            request();
            int id = schemas.size() + 1;
            schemas.put(id, schema);
            return id;
        }

        @Override
        public Schema schemaById(int id) {
            request();
            return Optional.ofNullable(schemas.get(id))
                    .orElseThrow(() -> new SchemaRegistryException(Reason.NOT_FOUND, "no schema " + id));
        }

        @Override
        public Optional<RegisteredSchema> find(String subject, Schema schema) {
            request();
            return schemas.entrySet().stream()
                    .filter(entry -> entry.getValue().toString().equals(schema.toString()))
                    .map(entry -> new RegisteredSchema(subject, entry.getKey(), entry.getKey(), schema))
                    .findFirst();
        }

        @Override
        public Optional<RegisteredSchema> latest(String subject) {
            request();
            return Optional.empty();
        }

        @Override
        public List<String> incompatibilities(String subject, Schema schema) {
            request();
            return List.of();
        }
    }

    private void assertNotFound(int id) {
        assertThatThrownBy(() -> registry.schemaById(id))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    /// Lets many threads ask at once and opens the gate when all of them wait. Answers how many were refused.
    private int refusedOfMany(int callers, int id) throws InterruptedException {
        inner.gate = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    registry.schemaById(id);
                } catch (SchemaRegistryException e) {
                    refused.incrementAndGet();
                }
            }));
        }
        Await.untilAllWait(threads);
        inner.gate.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return refused.get();
    }

    @Test
    void shouldAskOnceWhenManyThreadsWantOneId() throws InterruptedException {
        inner.schemas.put(3, LINE);

        int refused = refusedOfMany(50, 3);

        assertThat(refused).isZero();
        assertThat(inner.requests).hasValue(1);
        assertThat(registry.schemaById(3)).isSameAs(LINE);
        assertThat(inner.requests).as("known for ever").hasValue(1);
    }

    @Test
    void shouldFailAllWaitersButNotTheNextCallerWhenRegistryIsAway() throws InterruptedException {
        inner.schemas.put(3, LINE);
        inner.failure = Reason.UNAVAILABLE;

        int refused = refusedOfMany(50, 3);

        assertThat(refused).isEqualTo(50);
        assertThat(inner.requests).hasValue(1);
        inner.failure = null;
        assertThat(registry.schemaById(3)).isSameAs(LINE);
        assertThat(inner.requests).hasValue(2);
    }

    @Test
    void shouldRememberForAWhileWhenIdIsUnknown() {
        for (int i = 0; i < 100; i++) {
            assertNotFound(9);
        }
        assertThat(inner.requests).hasValue(1);

        nanos.addAndGet(MISSING_TIME_MILLIS * 1_000_000L);
        inner.schemas.put(9, LINE);
        assertThat(registry.schemaById(9)).isSameAs(LINE);
        assertThat(inner.requests).hasValue(2);
    }

    @Test
    void shouldLetOnlyOneAskWhenUnknownIdExpires() throws InterruptedException {
        assertNotFound(9);
        nanos.addAndGet(MISSING_TIME_MILLIS * 1_000_000L);

        int refused = refusedOfMany(50, 9);

        assertThat(refused).isEqualTo(50);
        assertThat(inner.requests).hasValue(2);
    }

    @Test
    void shouldNotAskAgainWhenTimeIsNotOver() {
        assertNotFound(9);
        nanos.addAndGet(MISSING_TIME_MILLIS * 1_000_000L - 1);
        assertNotFound(9);

        assertThat(inner.requests).hasValue(1);
    }

    @Test
    void shouldForgetOldestWhenTooManyIdsAreUnknown() {
        IntStream.rangeClosed(1, 10_001).forEach(this::assertNotFound);
        inner.requests.set(0);

        assertNotFound(10_001);
        assertThat(inner.requests).hasValue(0);
        assertNotFound(1);
        assertThat(inner.requests).hasValue(1);
    }

    @Test
    void shouldRememberRegistrations() {
        int id = registry.register("s", LINE);

        assertThat(registry.register("s", new Schema.Parser().parse(LINE.toString())))
                .isEqualTo(id);
        assertThat(registry.schemaById(id)).isEqualTo(LINE);
        assertThat(inner.requests).hasValue(1);

        registry.register("other", LINE);
        assertThat(inner.requests).as("another subject is another question").hasValue(2);
        registry.register("s", record("another text"));
        assertThat(inner.requests).as("another doc is another schema").hasValue(3);
    }

    @Test
    void shouldFindAtOnceWhenRegisteredAfterASearchInVain() {
        assertThat(registry.find("s", LINE)).isEmpty();
        assertThat(registry.find("s", LINE)).isEmpty();
        assertThat(inner.requests).hasValue(1);

        registry.register("s", LINE);

        assertThat(registry.find("s", LINE)).isPresent();
        assertThat(registry.find("s", LINE)).isPresent();
        assertThat(inner.requests).hasValue(3);
    }

    @Test
    void shouldAlwaysAskForWhatCanChange() {
        registry.latest("s");
        registry.latest("s");
        registry.incompatibilities("s", LINE);
        registry.incompatibilities("s", LINE);

        assertThat(inner.requests).hasValue(4);
    }
}
