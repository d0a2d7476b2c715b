package io.millrace.benchmarks.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// What the bench asks of the broker: topics, where they end, how far an application has committed.
public final class Cluster implements AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);
    private static final long POLL_NANOS = 2_000_000;
    private static final int NODE = 1;

    private final String bootstrapServers;
    private final Admin admin;

    public Cluster(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Admin admin() {
        return admin;
    }

    /// Creates a topic and returns when the broker tells others of it, which is a moment after it is created.
    public void createTopic(String name, int partitions) {
        await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all());
        long started = System.nanoTime();
        while (!await(admin.listTopics().names()).contains(name)) {
            if (System.nanoTime() - started > LONGEST_ANSWER.toNanos()) {
                throw new IllegalStateException(
                        "topic " + name + " was created but is not there after " + LONGEST_ANSWER.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    public int partitions(String topic) {
        return describe(topic).partitions().size();
    }

    public List<TopicPartition> partitionsOf(String topic) {
        return describe(topic).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private TopicDescription describe(String topic) {
        return await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
    }

    /// Where the topics end for a reader of committed records.
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> asked = topics.stream()
                .flatMap(topic -> partitionsOf(topic).stream())
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                await(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer.forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /// Returns as soon as the application has committed everything up to the ends.
    ///
    /// @param check fails if the application broke
    public void awaitCommitted(String applicationId, Map<TopicPartition, Long> ends, Runnable check) {
        long started = System.nanoTime();
        while (!hasCommitted(applicationId, ends)) {
            check.run();
            if (System.nanoTime() - started > LONGEST_ROUND.toNanos()) {
                throw new IllegalStateException(applicationId + " has not worked off its input after "
                        + LONGEST_ROUND.toSeconds() + " s; it should have reached " + ends);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean hasCommitted(String applicationId, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
        });
    }

    /// How many bytes the broker keeps of the topics.
    long bytesOf(Predicate<String> topic) {
        return await(admin.describeLogDirs(List.of(NODE)).allDescriptions()).get(NODE).values().stream()
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> topic.test(replica.getKey().topic()))
                .mapToLong(replica -> sizeOf(replica.getValue()))
                .sum();
    }

    private static long sizeOf(ReplicaInfo replica) {
        return replica.size();
    }

    @Override
    public void close() {
        admin.close(LONGEST_ANSWER);
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the broker refused: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException slow) {
            throw new IllegalStateException(
                    "the broker did not answer within " + LONGEST_ANSWER.toSeconds() + " s", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", interrupted);
        }
    }
}
