package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Uses the extensions by parameter; [SecondSharingIT] by field. Both run at once and must not meet.
@ExtendWith({KafkaExtension.class, PostgresExtension.class})
class FirstSharingIT {
    @BeforeAll
    static void prepare(TestDatabase database) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE prepared (what text)");
        }
    }

    @Test
    void shouldShareTheBrokerButNotTheTopics(TestKafka kafka) {
        // when
        String topic = kafka.createTopic("sales");
        kafka.produce(topic, "key", "first");

        // then
        Seen.BROKERS.add(kafka.bootstrapServers());
        assertThat(Seen.BROKERS).containsExactly(kafka.bootstrapServers());
        assertThat(Seen.TOPICS.add(topic)).as("nobody else has topic " + topic).isTrue();
        assertThat(kafka.readAllText(topic)).containsExactly("first");
    }

    @Test
    void shouldShareTheServerButNotTheDatabase(TestDatabase database) throws SQLException {
        Sharing.checkDatabase(database);
    }

    @Nested
    class Inside {
        @Test
        void shouldHaveTheOuterClassesDatabase(TestDatabase database) throws SQLException {
            try (Connection connection = database.connectAsOwner();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.execute("SELECT count(*) FROM prepared")).isTrue();
            }
        }
    }
}
