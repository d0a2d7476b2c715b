package io.millrace.platform.registry;

import io.millrace.platform.registry.SchemaLogException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates the registry's topic, or checks the one that is there.
final class SchemaTopic {
    /// A schema of 1 MiB, escaped twice.
    static final int RECORD_BYTES_MAX = 8 << 20;

    private final EmbeddedRegistryOptions options;

    SchemaTopic(EmbeddedRegistryOptions options) {
        this.options = options;
    }

    /// Answers the id of the cluster.
    String ensure() {
        Map<String, Object> config = new HashMap<>(options.kafka());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "millrace-registry-admin");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.max(50, options.timeoutMillis() / 2));
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) options.timeoutMillis());
        try (Admin admin = Admin.create(config)) {
            KafkaFuture<String> clusterId = admin.describeCluster().clusterId();
            Optional<TopicDescription> topic = describe(admin);
            if (topic.isEmpty()) {
                create(admin);
                topic = describe(admin);
            }
            if (topic.isPresent()) {
                verify(admin, topic.get());
            }
            return get(clusterId);
        } catch (ExecutionException e) {
            throw SchemaLogException.unavailable(options.topic(), "look at", e.getCause());
        } catch (KafkaException e) {
            throw SchemaLogException.unavailable(options.topic(), "look at", e);
        }
    }

    private Optional<TopicDescription> describe(Admin admin) throws ExecutionException {
        try {
            return Optional.of(get(admin.describeTopics(List.of(options.topic()))
                    .topicNameValues()
                    .get(options.topic())));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void create(Admin admin) throws ExecutionException {
        NewTopic topic = new NewTopic(options.topic(), 1, options.replication())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(RECORD_BYTES_MAX)));
        try {
            get(admin.createTopics(List.of(topic)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void verify(Admin admin, TopicDescription topic) throws ExecutionException {
        if (topic.partitions().size() != 1) {
            throw new SchemaLogException(
                    Kind.BROKEN,
                    "topic " + options.topic() + " has " + topic.partitions().size()
                            + " partitions, the schema registry needs exactly 1; give it another topic or create this"
                            + " one anew");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, options.topic());
        String policy = get(admin.describeConfigs(List.of(resource)).values().get(resource))
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new SchemaLogException(
                    Kind.BROKEN,
                    "topic " + options.topic() + " has cleanup.policy=" + policy
                            + ", with which schemas would be lost; set it to 'compact' with kafka-configs");
        }
    }

    private <T> T get(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(options.timeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw SchemaLogException.unavailable(options.topic(), "look at", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SchemaLogException.unavailable(options.topic(), "look at", e);
        }
    }
}
