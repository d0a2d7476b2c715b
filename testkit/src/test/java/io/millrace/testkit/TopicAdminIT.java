package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.topics.WrongTopicsException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
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
