package io.millrace.schemas.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The one place that creates and verifies topics.
public final class TopicAdmin {
    private final Admin admin;
    private final TopicSettings settings;
    private final Duration timeout;

    public TopicAdmin(Admin admin, TopicSettings settings, Duration timeout) {
        this.admin = admin;
        this.settings = settings;
        this.timeout = timeout;
    }

    /// Creates the topics that are missing and checks those that exist. When it returns, all of them can be written.
    ///
    /// @return the names of the topics that were created
    /// @throws WrongTopicsException if a topic exists that the system could not work on; nothing is created then
    public Set<String> ensure(Collection<? extends Topic<?, ?>> topics) {
        Map<String, TopicLayout> wanted = new LinkedHashMap<>();
        topics.forEach(topic -> wanted.put(settings.prefix() + topic.name(), TopicLayout.wanted(topic, settings)));
        TopicPlan plan = planFor(wanted);
        if (!plan.missing().isEmpty()) {
            create(plan.missing());
            awaitAll(wanted);
            awaitLeaders(plan.missing());
        }
        return plan.missing().keySet();
    }

    private TopicPlan planFor(Map<String, TopicLayout> wanted) {
        TopicPlan plan = TopicPlan.of(wanted, detect(wanted.keySet()));
        if (!plan.faults().isEmpty()) {
            throw new WrongTopicsException(plan.faults());
        }
        return plan;
    }

    private Map<String, TopicLayout> detect(Set<String> names) {
        Set<String> existing = new HashSet<>(await(admin.listTopics().names()));
        existing.retainAll(names);
        Map<String, TopicDescription> descriptions;
        try {
            descriptions = await(admin.describeTopics(existing).allTopicNames());
        } catch (UnknownTopicOrPartitionException deletedMeanwhile) {
            return detect(names);
        }
        Map<ConfigResource, Config> configurations = await(admin.describeConfigs(existing.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
        Map<String, TopicLayout> layouts = new HashMap<>();
        descriptions.forEach((name, description) -> layouts.put(
                name, layout(description, configurations.get(new ConfigResource(ConfigResource.Type.TOPIC, name)))));
        return layouts;
    }

    private static TopicLayout layout(TopicDescription description, Config configuration) {
        return new TopicLayout(
                description.partitions().size(),
                configuration.get(TopicConfig.CLEANUP_POLICY_CONFIG).value(),
                number(configuration, TopicConfig.RETENTION_MS_CONFIG),
                number(configuration, TopicConfig.RETENTION_BYTES_CONFIG),
                configuration.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value());
    }

    private static long number(Config configuration, String key) {
        return Long.parseLong(configuration.get(key).value());
    }

    private void create(Map<String, TopicLayout> missing) {
        List<NewTopic> topics = missing.entrySet().stream()
                .map(topic -> new NewTopic(
                                topic.getKey(), topic.getValue().partitions(), (short) settings.replication())
                        .configs(topic.getValue().configuration()))
                .toList();
        for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
            try {
                await(created);
            } catch (TopicExistsException createdByAnotherNode) {
                // Another node started at the same time; whether it wants the same layout is checked afterwards.
            }
        }
    }

    /// A topic that was just created may not be known yet to the broker that answers.
    private void awaitAll(Map<String, TopicLayout> wanted) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!planFor(wanted).missing().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("topics were created but are not there after " + timeout.toSeconds() + " s: "
                        + planFor(wanted).missing().keySet() + "; are all brokers up?");
            }
        }
    }

    /// A broker tells who leads a partition shortly before that one knows it. Of several batches that a producer sends
    /// in between, and numbers, a later one may be taken first: the first is then refused for good.
    private void awaitLeaders(Map<String, TopicLayout> created) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        created.forEach((name, layout) -> IntStream.range(0, layout.partitions())
                .forEach(number -> partitions.put(new TopicPartition(name, number), OffsetSpec.latest())));
        await(admin.listOffsets(partitions).all());
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failed.getCause());
        } catch (TimeoutException slow) {
            throw new KafkaException(
                    "the broker did not answer within " + timeout.toSeconds() + " s; is kafka.bootstrap.servers right?",
                    slow);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
