package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.topics.WrongTopicsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class TopicAdminIT {
    private static final int PARTITIONS = 2;

    @Test
    void shouldCreateEveryTopicOnceAndFindItRightAfterwards(TestKafka kafka)
            throws ExecutionException, InterruptedException {
        TopicAdmin admin = admin(kafka, kafka.named("all-"));

        assertThat(admin.ensure(Topics.shared()))
                .hasSize(Topics.shared().size())
                .contains(kafka.named("all-") + "stock.journal.v1");
        assertThat(admin.ensure(Topics.shared())).isEmpty();
        assertThat(kafka.admin()
                        .describeTopics(List.of(kafka.named("all-") + "stock.journal.v1"))
                        .allTopicNames()
                        .get()
                        .values())
                .singleElement()
                .satisfies(topic -> assertThat(topic.partitions()).hasSize(PARTITIONS));
    }

    @Test
    void shouldRefuseAndCreateNothingWhenATopicIsWrong(TestKafka kafka)
            throws ExecutionException, InterruptedException {
        // given
        String prefix = kafka.named("wrong-");
        TopicAdmin admin = admin(kafka, prefix);
        List<Topic<?, ?>> wanted = List.of(Topics.SALES, Topics.POSITIONS);
        kafka.admin()
                .createTopics(List.of(new NewTopic(prefix + "stock.positions.v1", 5, (short) 1)))
                .all()
                .get();

        // when, then
        assertThatThrownBy(() -> admin.ensure(wanted))
                .isInstanceOf(WrongTopicsException.class)
                .hasMessageContaining("topic " + prefix + "stock.positions.v1 has 5 partitions and needs 2")
                .hasMessageContaining("has cleanup.policy=delete and needs compact")
                .hasMessageContaining("Nothing was changed");
        assertThat(kafka.admin().listTopics().names().get()).doesNotContain(prefix + "pos.sales.v1");
    }

    @RepeatedTest(4)
    void shouldHaveLeadersThatTakeRecordsWhenItHasCreatedTopics(TestKafka kafka, RepetitionInfo time)
            throws ExecutionException, InterruptedException {
        // given a producer that takes no for an answer
        Map<String, Object> properties = new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        properties.put("retries", 0);
        properties.put("enable.idempotence", false);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            // when
            Set<String> created = admin(kafka, kafka.named("soon-" + time.getCurrentRepetition() + "-"))
                    .ensure(Topics.shared());

            // then
            List<Future<RecordMetadata>> sent = created.stream()
                    .map(topic -> producer.send(new ProducerRecord<>(topic, 0, new byte[1], new byte[1])))
                    .toList();
            for (Future<RecordMetadata> one : sent) {
                assertThat(one.get().offset()).isZero();
            }
        }
    }

    @Test
    void shouldAgreeWhenManyNodesStartAtOnce(TestKafka kafka) {
        String prefix = kafka.named("race-");

        List<Set<String>> created = IntStream.range(0, 4)
                .parallel()
                .mapToObj(node -> admin(kafka, prefix).ensure(List.of(Topics.SALES, Topics.JOURNAL)))
                .toList();

        assertThat(created).anySatisfy(names -> assertThat(names).isNotEmpty());
        assertThat(admin(kafka, prefix).ensure(List.of(Topics.SALES, Topics.JOURNAL)))
                .isEmpty();
    }

    private static TopicAdmin admin(TestKafka kafka, String prefix) {
        return new TopicAdmin(kafka.admin(), new TopicSettings(prefix, PARTITIONS, 1), Duration.ofSeconds(30));
    }
}
