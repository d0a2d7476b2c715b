package io.millrace.ledger.live;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Tells who waits for an answer of an application what it is, once it is committed. Safe for many threads.
///
/// @param <K> what an answer is to
/// @param <O> the answer
public final class AnswersHub<K, O extends AvroRoot> implements AutoCloseable {
    private final Function<O, K> question;
    private final RecordDecoder<O> decoder;
    private final ConcurrentMap<K, List<CompletableFuture<O>>> waiting = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    private AnswersHub(
            String name,
            Map<String, Object> connection,
            Topic<?, O> topic,
            SchemaRegistry registry,
            Function<O, K> question) {
        this.question = question;
        this.decoder = new RecordDecoder<>(topic.value(), registry);
        this.follower = TopicFollower.start(name, connection, List.of(topic.name()), this::hear);
    }

    /// Listens from now on.
    ///
    /// @param name of the thread
    /// @param connection how to reach Kafka
    /// @param topic where answers come, with an installation's prefix
    /// @param question what an answer is to
    public static <K, O extends AvroRoot> AnswersHub<K, O> start(
            String name,
            Map<String, Object> connection,
            Topic<?, O> topic,
            SchemaRegistry registry,
            Function<O, K> question) {
        return new AnswersHub<>(name, connection, topic, registry, question);
    }

    /// Completes with the next answer. To be asked for before the question is sent, and given back with [#forget] when
    /// nobody waits any more.
    public CompletableFuture<O> expect(K asked) {
        CompletableFuture<O> expected = new CompletableFuture<>();
        waiting.merge(
                asked,
                List.of(expected),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        return expected;
    }

    /// Nobody waits for this any more.
    public void forget(K asked, CompletableFuture<O> expected) {
        expected.cancel(false);
        waiting.computeIfPresent(asked, (_, all) -> {
            List<CompletableFuture<O>> others =
                    all.stream().filter(other -> !other.isDone()).toList();
            return others.isEmpty() ? null : others;
        });
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        if (waiting.isEmpty() || !(decoder.decode(record.value()) instanceof Decoded.Value<O>(O answer, int _))) {
            return;
        }
        List<CompletableFuture<O>> expected = waiting.remove(question.apply(answer));
        if (expected != null) {
            expected.forEach(one -> one.complete(answer));
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
