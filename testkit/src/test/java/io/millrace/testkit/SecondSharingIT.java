package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecondSharingIT {
    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void shouldShareTheBrokerButNotTheTopics() {
        // when
        TestKafka kafka = KAFKA.kafka();
        String topic = kafka.createTopic("sales", 3, Map.of("cleanup.policy", "compact"));
        kafka.produce(topic, "one", "1");
        kafka.produce(topic, "two", "2");

        // then
        Seen.BROKERS.add(kafka.bootstrapServers());
        assertThat(Seen.BROKERS).containsExactly(kafka.bootstrapServers());
        assertThat(Seen.TOPICS.add(topic)).as("nobody else has topic " + topic).isTrue();
        assertThat(kafka.readAll(topic, new StringDeserializer(), new StringDeserializer()))
                .extracting(ConsumerRecord::value)
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void shouldReadOnlyWhatIsCommitted() throws Exception {
        // given
        TestKafka kafka = KAFKA.kafka();
        String topic = kafka.createTopic("transacted");
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", kafka.named("writer"));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "committed")).get();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "open")).get();

            // when
            List<String> read = kafka.readAllText(topic);

            // then
            assertThat(read).containsExactly("committed");
            producer.abortTransaction();
        }
    }

    @Test
    void shouldFailClearlyWhenATopicIsCreatedTwice() {
        // given
        String topic = KAFKA.kafka().createTopic("twice");

        // when, then
        assertThatThrownBy(() -> KAFKA.kafka().createTopic("twice"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Could not create topic " + topic);
    }

    @Test
    void shouldShareTheServerButNotTheDatabase() throws SQLException {
        Sharing.checkDatabase(POSTGRES.database());
    }
}
