package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.LaneKey;
import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class TopicTailIT {
    private final HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.of("http://127.0.0.1:9"));
    private Topic<LaneKey, TillEvent> topic;
    private TopicTail tail;

    @BeforeEach
    void name(TestKafka kafka) {
        topic = Topics.SALES.prefixed(kafka.named(""));
        tail = new TopicTail(KafkaAccess.of(kafka.bootstrapServers()), registry);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldRefuseATopicThatDoesNotExist(TestKafka kafka) {
        Topic<LaneKey, TillEvent> missing = topic.prefixed("missing.");

        assertThatThrownBy(() -> tail.read(missing, 10, () -> true, line -> true))
                .isInstanceOf(UnknownTopicOrPartitionException.class)
                .hasMessageContaining(kafka.bootstrapServers());
    }

    @Test
    void shouldStopWhenNobodyWantsMore(TestKafka kafka) {
        kafka.createTopic(Topics.SALES.name());
        for (String key : List.of("first", "second", "third")) {
            kafka.produce(topic.name(), key, "unreadable");
        }
        List<String> lines = new ArrayList<>();

        tail.read(topic, Long.MAX_VALUE, () -> true, line -> {
            lines.add(line);
            return false;
        });

        assertThat(lines).singleElement().asString().contains("\"key\":\"first\"");
    }
}
